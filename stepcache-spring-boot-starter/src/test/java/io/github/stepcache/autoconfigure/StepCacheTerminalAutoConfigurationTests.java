package io.github.stepcache.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.StepCache;
import io.github.stepcache.console.TerminalProgress;
import io.github.stepcache.spring.Contexts;
import io.github.stepcache.spring.Workspace;
import java.nio.file.Path;
import me.tongfei.progressbar.ProgressBar;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class StepCacheTerminalAutoConfigurationTests {

    private ApplicationContextRunner contexts;

    @BeforeEach
    void setUp(@TempDir Path dir) {
        contexts = Contexts.in(new Workspace(dir))
                .withConfiguration(AutoConfigurations.of(StepCacheTerminalAutoConfiguration.class));
    }

    @Test
    void progressIsShownWithTheLibrary() {
        contexts.run(context -> assertThat(context).hasSingleBean(TerminalProgress.class));
    }

    @Test
    void nothingIsMissedWithoutTheLibrary() {
        contexts.withClassLoader(new FilteredClassLoader(ProgressBar.class))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(StepCache.class)
                        .doesNotHaveBean(TerminalProgress.class));
    }
}
