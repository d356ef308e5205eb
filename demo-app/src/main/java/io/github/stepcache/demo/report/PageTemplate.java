package io.github.stepcache.demo.report;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Sets a page into its template, with the styles, the script and the charts' library inside: no network is needed. */
final class PageTemplate {

    private static final String CHART_JS = "/META-INF/resources/webjars/chart.js/4.5.1/dist/chart.umd.min.js";

    private PageTemplate() {}

    static String render(ReportPage page) throws IOException {
        Template template = Mustache.compiler()
                .nullValue("")
                .withLoader(name -> new StringReader(resource("/report/" + name + ".mustache")))
                .compile(resource("/report/report.mustache"));
        return template.execute(Map.of(
                "page", page,
                "css", resource("/report/report.css"),
                "script", resource("/report/report.js"),
                "chartJs", resource(CHART_JS)));
    }

    private static String resource(String name) throws IOException {
        try (InputStream stream = PageTemplate.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IOException("There is no '%s' on the class path".formatted(name));
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
