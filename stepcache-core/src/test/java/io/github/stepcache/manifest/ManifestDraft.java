package io.github.stepcache.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A manifest in the making, in which anything can stand where a value should be. Not safe for use by many threads. */
final class ManifestDraft {

    private static final JsonMapper MAPPER = new JsonMapper();

    private final Map<String, @Nullable Object> fields;
    private final Map<String, String> anything = new HashMap<>();

    ManifestDraft(byte[] manifest) {
        this.fields = asObject(MAPPER.readValue(manifest, Map.class));
    }

    /** The names that lead to each value, at every depth. */
    List<List<String>> paths() {
        List<List<String>> paths = new ArrayList<>();
        collect(fields, List.of(), paths);
        return paths;
    }

    /** What stands there, as JSON. */
    String json(List<String> path) {
        Object value = parent(path).get(last(path));
        return anything.getOrDefault(String.valueOf(value), MAPPER.writeValueAsString(value));
    }

    /** Put something there, be it JSON or not. */
    void put(List<String> path, String text) {
        String place = "place " + anything.size();
        anything.put(place, text);
        parent(path).put(last(path), place);
    }

    void remove(List<String> path) {
        parent(path).remove(last(path));
    }

    void rename(List<String> path, String name) {
        parent(path).put(name, parent(path).remove(last(path)));
    }

    byte[] bytes() {
        String text = JsonText.of(fields);
        for (Map.Entry<String, String> each : anything.entrySet()) {
            text = text.replace(quoted(each.getKey()), each.getValue());
        }
        return text.getBytes(UTF_8);
    }

    static String quoted(String text) {
        return MAPPER.writeValueAsString(text);
    }

    private Map<String, @Nullable Object> parent(List<String> path) {
        Map<String, @Nullable Object> parent = fields;
        for (String name : path.subList(0, path.size() - 1)) {
            parent = asObject(Objects.requireNonNull(parent.get(name)));
        }
        return parent;
    }

    private static void collect(Map<String, @Nullable Object> object, List<String> way, List<List<String>> paths) {
        object.forEach((name, value) -> {
            List<String> path = new ArrayList<>(way);
            path.add(name);
            paths.add(path);
            if (value instanceof Map<?, ?>) {
                collect(asObject(value), path, paths);
            }
        });
    }

    private static String last(List<String> path) {
        return path.get(path.size() - 1);
    }

    @SuppressWarnings("unchecked") // objects of JSON have names
    private static Map<String, @Nullable Object> asObject(Object value) {
        return (Map<String, @Nullable Object>) value;
    }
}
