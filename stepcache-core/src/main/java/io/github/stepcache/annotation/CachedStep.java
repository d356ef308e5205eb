package io.github.stepcache.annotation;

import io.github.stepcache.code.CodeScope;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method as a step that is skipped when its required outputs are there and nothing that it depends on has
 * changed since they were written.
 *
 * <p>All strings take {@code ${...}} placeholders and {@code #{...}} SpEL templates over the method's arguments by name
 * ({@code #{#study}}) and over beans ({@code #{@catalog.dir}}). The value of an argument is data: it is never evaluated
 * and never read as a glob, and set into a longer path it cannot climb out of it.
 *
 * <p>The annotation may stand on the method of a class or of an interface, or on another annotation that stands there.
 */
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface CachedStep {

    /** The only entry of {@link #parameters()} of a step that depends on none of its arguments. */
    String NO_PARAMETERS = "-";

    /**
     * The step's name: letters and digits of any script, {@code .}, {@code _} and {@code -}, starting with a letter or
     * digit, at most 200 bytes in UTF-8.
     *
     * @return the name; left out, it is the simple name of the class, a dot, and the name of the method
     */
    String name() default "";

    /**
     * What the step reads: files, directories (with all below them) or globs, relative to {@code stepcache.base-dir}, and
     * resources, by locations with a prefix that the application's {@code ResourceLoader} knows:
     * {@code "classpath*:rules/*.yaml"}, {@code "https://example.org/countries.json"}. In locations,
     * <code>* ? { }</code> are wildcards as Spring has them, and hidden files and {@link #extensions()} make no
     * difference. What stands behind {@code file:} is a path or glob; a relative one starts at the working directory. A
     * file whose name looks like a location has {@code ./} before it.
     *
     * <p>Resources are read in full each time. An argument in a location must not contain characters that mean something
     * in patterns or URLs; one that is the whole string is a path, and never a location.
     *
     * @return the inputs; one that matches nothing makes the step run each time, with a warning
     */
    String[] inputs() default {};

    /**
     * The only suffixes of files that count in directories and globs, with their dots and case-sensitive: {@code ".csv"}.
     *
     * @return the suffixes; none given means all files
     */
    String[] extensions() default {};

    /**
     * The directory that the step writes to, relative to {@code stepcache.base-dir}. It is created before the step
     * runs, since the manifest lies in it; with a {@link #manifestDir()} elsewhere, or with the cache switched off, it
     * is not.
     *
     * @return the output directory
     */
    String outputDir();

    /**
     * What the step must have written: names or globs relative to the output directory, each of which must match at
     * least one file or directory.
     *
     * @return the required outputs; a step without any is allowed, but nothing protects what it wrote
     */
    String[] requiredOutputs() default {};

    /**
     * Versions of what the step depends on beside its inputs, as {@code "schema=1.0.0"}; those of
     * {@code stepcache.artifact-versions} are added.
     *
     * @return the artifact versions
     */
    String[] artifactVersions() default {};

    /**
     * The parameters that the step depends on: the name of an argument ({@code "year"}), or a name and a value
     * ({@code "mode=${report.mode}"}, {@code "study=#{#study.id}"}).
     *
     * @return the parameters; none given means all arguments, {@link #NO_PARAMETERS} alone means none of them
     */
    String[] parameters() default {};

    /**
     * Where the manifest is kept, relative to {@code stepcache.base-dir}.
     *
     * @return the manifest directory; left out, it is the output directory
     */
    String manifestDir() default "";

    /**
     * How long a run counts at most, for a step that depends on what is no file and changes unseen, such as one that
     * fetches from a server: an ISO-8601 duration ({@code "P1D"}, {@code "PT90M"}) or a number with its unit
     * ({@code "1d"}, {@code "90m"}). The step runs once its last run ended so long ago, or lies in the future. The time
     * is that of the application's {@code java.time.Clock} if there is one such bean, or else that of the system.
     *
     * <p>It is no part of what is remembered of a run: another duration takes effect at once.
     *
     * @return how long after its end a run counts; left out, it counts until something changes
     */
    String expireAfter() default "";

    /**
     * How much code the step depends on: all that its method can reach in the application ({@link CodeScope#CALLS}), the
     * method alone, or none. When that code changes, the step runs again.
     *
     * @return one scope; none given, it is {@code stepcache.code}, by default all that the method can reach
     */
    CodeScope[] code() default {};

    /**
     * A SpEL expression; where it is false, the method runs uncached and is not remembered, and what an earlier run
     * left in the manifest no longer counts.
     *
     * @return the condition; left out, it is true
     */
    String condition() default "";
}
