package io.github.stepcache.autoconfigure;

import io.github.stepcache.console.TerminalProgress;
import me.tongfei.progressbar.ProgressBar;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Shows progress on a terminal, where there is a library that draws it. */
@AutoConfiguration(before = StepCacheAutoConfiguration.class)
@ConditionalOnClass(ProgressBar.class)
public final class StepCacheTerminalAutoConfiguration {

    /** For the container. */
    StepCacheTerminalAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    TerminalProgress terminalProgress() {
        return TerminalProgress.onStandardOutput();
    }
}
