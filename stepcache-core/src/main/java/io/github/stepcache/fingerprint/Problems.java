package io.github.stepcache.fingerprint;

import io.github.stepcache.step.Quoted;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** What an error of the file system means, in words for a message. */
public final class Problems {

    private Problems() {}

    /**
     * Say what went wrong, without the path, which the message around it names.
     *
     * @param problem an error of the file system
     * @return the cause in words, on one line
     */
    public static String inWords(IOException problem) {
        if (problem instanceof NoSuchFileException) {
            return "there is no such file";
        }
        if (problem instanceof AccessDeniedException) {
            return "access is denied";
        }
        if (problem instanceof NotDirectoryException) {
            return "it is not a directory";
        }
        if (problem instanceof FileSystemException known && known.getReason() != null) {
            return Quoted.line(known.getReason());
        }
        String message = problem.getMessage();
        String type = problem.getClass().getSimpleName();
        return message == null ? type : Quoted.line(type + ": " + message);
    }
}
