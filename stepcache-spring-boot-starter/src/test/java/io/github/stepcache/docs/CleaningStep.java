package io.github.stepcache.docs;

import io.github.stepcache.annotation.CachedStep;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.core.annotation.AliasFor;

/** Says once what many steps have in common. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@CachedStep(name = "clean-#{#study}", inputs = "data/#{#study}", extensions = ".csv", outputDir = "")
public @interface CleaningStep {

    @AliasFor(annotation = CachedStep.class)
    String outputDir();

    @AliasFor(annotation = CachedStep.class)
    String[] requiredOutputs() default "clean.csv";
}
