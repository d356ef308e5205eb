package io.github.stepcache.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.boot.devtools.restart.classloader.RestartClassLoader;

/** Class loaders may have loaded classes since the JVM started, unless they are made for one start of an application. */
class LoadingStartTests {

    private static final Instant APPLICATION = Instant.parse("2026-11-23T10:00:00Z");
    private static final Instant JVM =
            Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());

    /** Called as the one of Jetty is; that of Tomcat is called like its superclass. */
    static class WebAppClassLoader extends URLClassLoader {
        WebAppClassLoader() {
            super(new URL[0]);
        }
    }

    static class OfAnApplicationServer extends WebAppClassLoader {}

    @Test
    void usualClassLoadersBeginWithTheJvm() throws Exception {
        assertThat(LoadingStart.of(ClassLoader.getSystemClassLoader(), APPLICATION))
                .isEqualTo(JVM);
        try (URLClassLoader other = new URLClassLoader(new URL[0])) {
            assertThat(LoadingStart.of(other, APPLICATION)).isEqualTo(JVM);
        }
    }

    @Test
    void thoseThatAreMadeForOneStartBeginWithTheApplication() throws Exception {
        try (RestartClassLoader devtools = new RestartClassLoader(getClass().getClassLoader(), new URL[0]);
                URLClassLoader server = new OfAnApplicationServer()) {
            assertThat(LoadingStart.of(devtools, APPLICATION)).isEqualTo(APPLICATION);
            assertThat(LoadingStart.of(server, APPLICATION)).isEqualTo(APPLICATION);
        }
    }
}
