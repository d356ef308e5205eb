package io.github.stepcache.report;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/** Tells a native image what the page is made of, and what its template asks for by name. */
final class ReportHints implements RuntimeHintsRegistrar {

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
        hints.resources().registerPattern("io/github/stepcache/report/*");
        for (Class<?> shown :
                new Class<?>[] {ReportRow.class, TimeLine.Bar.class, ReportPage.Figure.class, ReportPage.Mark.class}) {
            hints.reflection().registerType(shown, MemberCategory.INVOKE_PUBLIC_METHODS);
        }
    }
}
