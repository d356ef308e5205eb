package io.github.stepcache.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;

/**
 * Gives a test class an application context whose step cache has a temporary base directory, beside
 * {@code @SpringBootTest}, a slice such as {@code @JsonTest}, or {@code @SpringJUnitConfig}.
 *
 * <p>{@code stepcache.base-dir} is that directory, whatever other properties say. No other test class has the same context,
 * but for nested ones, and the directory is deleted when the context is closed. There are two beans to inject:
 * {@link TemporaryBaseDirectory} and {@link CachedStepTester}. Slices get the cache set up, and need their steps imported.
 *
 * <p>Code that starts relative paths at the working directory, and not at {@code stepcache.base-dir}, goes on to do so.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@ImportAutoConfiguration
public @interface TemporaryStepCache {

    /**
     * Names a directory, relative to the working directory, whose content is copied into the base directory before the
     * context starts, and by {@link TemporaryBaseDirectory#reset}.
     *
     * @return the directory; left out, the base directory is empty
     */
    String fixtures() default "";
}
