package io.github.stepcache.test;

import io.github.stepcache.step.Quoted;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Does some work in a process of its own, in which the hashes of objects and the order of hash maps are other ones. */
final class OtherProcess {

    private final Path serialized;
    private final Path output;

    private OtherProcess(Path serialized, Path output) {
        this.serialized = serialized;
        this.output = output;
    }

    static OtherProcess of(StepDeterminism.PortableWork work, Path directory) throws IOException {
        Path file = directory.resolve("work");
        try (ObjectOutputStream objects = new ObjectOutputStream(Files.newOutputStream(file))) {
            objects.writeObject(work);
        } catch (NotSerializableException e) {
            throw new IllegalArgumentException(
                    "The work cannot be given to another process, since it uses a "
                            + Quoted.line(String.valueOf(e.getMessage()))
                            + ". Let it use no fields, and no variables but texts, numbers and the like.",
                    e);
        }
        return new OtherProcess(file, directory.resolve("output"));
    }

    void run(Path directory) throws IOException, InterruptedException {
        ProcessBuilder command = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        OtherProcess.class.getName(),
                        serialized.toString(),
                        directory.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        command.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        Process process = command.start();
        try {
            if (process.waitFor() != 0) {
                throw new AssertionError("In a process of its own, the step failed:" + System.lineSeparator()
                        + Files.readString(output));
            }
        } finally {
            process.destroyForcibly();
        }
    }

    /**
     * Read the work and do it.
     *
     * @param arguments the file with the work, and the directory that it is to write to
     * @throws Exception if it fails
     */
    public static void main(String[] arguments) throws Exception {
        try (ObjectInputStream objects = new ObjectInputStream(Files.newInputStream(Path.of(arguments[0])))) {
            ((StepDeterminism.PortableWork) objects.readObject()).writeTo(Path.of(arguments[1]));
        }
        System.exit(0); // whatever threads it leaves behind
    }
}
