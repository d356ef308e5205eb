package io.github.stepcache.actuate;

import java.util.List;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * The steps of one name, each with a check of what a call would decide now.
 *
 * @param name the name
 * @param steps one, or several in different directories
 */
public record NamedStepsDescriptor(String name, List<StepDescriptor> steps) implements OperationResponseBody {}
