package io.github.stepcache.woven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Another process with the same class path, and AspectJ as its agent. */
final class WovenJvm {

    private WovenJvm() {}

    /** Run a program to its end, and give what it printed. */
    static List<String> run(Class<?> program, Path configuration, Object... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of("-XX:TieredStopAtLevel=1", "-Xmx256m", "-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8"));
        command.add("-javaagent:" + agent());
        command.addAll(List.of("-cp", configuration + File.pathSeparator + System.getProperty("java.class.path")));
        command.add(program.getName());
        Stream.of(arguments).forEach(argument -> command.add(argument.toString()));
        Path output = Files.createTempFile(configuration, "output", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            boolean ended = process.waitFor(3, TimeUnit.MINUTES);
            assertThat(ended && process.exitValue() == 0)
                    .as(Files.readString(output))
                    .isTrue();
            return Files.readAllLines(output);
        } finally {
            process.destroyForcibly();
        }
    }

    /** The weaver comes with the starter. */
    private static String agent() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> Path.of(entry).getFileName().toString().startsWith("aspectjweaver-"))
                .findFirst()
                .orElseThrow();
    }
}
