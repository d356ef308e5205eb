package io.github.stepcache.step;

import java.io.IOException;
import java.util.List;

/**
 * Looks for inputs that are no files of the base directory, such as resources of the class path, anew each time.
 *
 * <p>To be asked before and after each run, by any thread. Two sources that are equal find the same.
 */
@FunctionalInterface
public interface InputSource {

    /**
     * Find what there is now.
     *
     * @return the inputs; several of one name all count, in this order; none at all makes the step run
     * @throws IOException if it is not known whether these are all; the step runs and is not remembered
     */
    List<InputContent> find() throws IOException;
}
