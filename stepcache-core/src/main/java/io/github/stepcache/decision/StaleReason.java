package io.github.stepcache.decision;

import io.github.stepcache.step.Quoted;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Why a step must run: the data first, and a sentence made of it. Each reason is an immutable value. */
public sealed interface StaleReason {

    /**
     * Say it on one line, naming the file or key, what was recorded and what is now.
     *
     * @return a clause fit for a log
     */
    String describe();

    /** The caller asked for the step to run, whatever its state. */
    record Forced() implements StaleReason {
        @Override
        public String describe() {
            return "it is forced to run";
        }
    }

    /** The caller asked for the step to run outside the cache. */
    record Bypassed() implements StaleReason {
        @Override
        public String describe() {
            return "the cache is switched off for it";
        }
    }

    /**
     * The output directory is not there.
     *
     * @param directory the output directory as declared
     */
    record OutputDirectoryMissing(Path directory) implements StaleReason {
        @Override
        public String describe() {
            return "output directory " + Quoted.of(directory) + " does not exist";
        }
    }

    /**
     * No run is on record.
     *
     * @param file where the manifest would lie
     */
    record ManifestAbsent(Path file) implements StaleReason {
        @Override
        public String describe() {
            return "no manifest at " + Quoted.of(file);
        }
    }

    /**
     * What is on record cannot be read.
     *
     * @param file where the manifest lies
     * @param problem what is wrong with it, in words
     */
    record ManifestUnreadable(Path file, String problem) implements StaleReason {
        @Override
        public String describe() {
            return "manifest " + Quoted.of(file) + " cannot be used: " + Quoted.line(problem);
        }
    }

    /**
     * The manifest follows a schema that is not understood.
     *
     * @param version its version
     */
    record ManifestVersionUnsupported(String version) implements StaleReason {
        @Override
        public String describe() {
            return "the manifest has version " + Quoted.of(version) + ", and only 1.x is understood";
        }
    }

    /**
     * The manifest is that of another step.
     *
     * @param recorded the name that it gives
     */
    record ManifestOfAnotherStep(String recorded) implements StaleReason {
        @Override
        public String describe() {
            return "the manifest is that of step " + Quoted.of(recorded);
        }
    }

    /**
     * The previous run was cut off, or is still going on elsewhere.
     *
     * @param startedAt when it began
     */
    record PreviousRunUnfinished(Instant startedAt) implements StaleReason {
        @Override
        public String describe() {
            return "the previous run, begun at " + startedAt + ", did not finish";
        }
    }

    /**
     * The previous run ended with an exception.
     *
     * @param problem the exception, in words
     */
    record PreviousRunFailed(String problem) implements StaleReason {
        @Override
        public String describe() {
            return "the previous run failed" + (problem.isEmpty() ? "" : ": " + Quoted.line(problem));
        }
    }

    /**
     * The previous run ended well but was not remembered.
     *
     * @param problem why, in words
     */
    record PreviousRunNotRemembered(String problem) implements StaleReason {
        @Override
        public String describe() {
            return "the previous run was not remembered" + (problem.isEmpty() ? "" : ": " + Quoted.line(problem));
        }
    }

    /**
     * The previous run is too old to count, or nobody knows how old it is.
     *
     * @param completedAt when it ended
     * @param expireAfter how long after that it counts
     * @param now the time now; empty where no clock could tell
     */
    record Expired(Instant completedAt, Duration expireAfter, Optional<Instant> now) implements StaleReason {
        @Override
        public String describe() {
            return "the previous run ended at " + completedAt + ", " + Ages.judged(completedAt, expireAfter, now);
        }
    }

    /**
     * A declared input matches no file.
     *
     * @param pattern the input as declared
     */
    record NoInputMatched(String pattern) implements StaleReason {
        @Override
        public String describe() {
            return "input " + Quoted.of(pattern) + " matches no file";
        }
    }

    /**
     * An input cannot be read: access denied, vanished, a link to nowhere or in a loop, a name that could be mixed up
     * with another.
     *
     * @param key the input
     * @param problem what is wrong with it, in words
     */
    record InputUnreadable(String key, String problem) implements StaleReason {
        @Override
        public String describe() {
            return "input " + Quoted.of(key) + " cannot be read: " + Quoted.line(problem);
        }
    }

    /**
     * An input is there that was not there at the recorded run.
     *
     * @param key the input
     */
    record InputAdded(String key) implements StaleReason {
        @Override
        public String describe() {
            return "input " + Quoted.of(key) + " was added";
        }
    }

    /**
     * An input of the recorded run is gone.
     *
     * @param key the input
     */
    record InputRemoved(String key) implements StaleReason {
        @Override
        public String describe() {
            return "input " + Quoted.of(key) + " was removed";
        }
    }

    /**
     * An input has other content than at the recorded run.
     *
     * @param key the input
     * @param recorded its hash then
     * @param current its hash now
     */
    record InputChanged(String key, String recorded, String current) implements StaleReason {
        @Override
        public String describe() {
            return "input " + Quoted.of(key) + " changed" + Hashes.change(recorded, current);
        }
    }

    /**
     * An artifact version is not the recorded one.
     *
     * @param key what has the version
     * @param recorded the version then; empty if there was none
     * @param current the version now; empty if there is none
     */
    record ArtifactVersionChanged(String key, Optional<String> recorded, Optional<String> current)
            implements StaleReason {
        @Override
        public String describe() {
            return "artifact version " + Quoted.of(key) + Values.change(recorded, current);
        }
    }

    /**
     * A parameter is not the recorded one.
     *
     * @param key the parameter
     * @param recorded its value then; empty if there was none
     * @param current its value now; empty if there is none
     */
    record ParameterChanged(String key, Optional<String> recorded, Optional<String> current) implements StaleReason {
        @Override
        public String describe() {
            return "parameter " + Quoted.of(key) + Values.change(recorded, current);
        }
    }

    /** A reason that lies in the code of the step; each is a {@link CodeReason}, and has its place there. */
    sealed interface OfCode extends StaleReason permits CodeReason {}

    /**
     * The recorded run wrote to another output directory.
     *
     * @param recorded that directory, as seen from the manifest
     * @param current the output directory now, as seen from the manifest
     */
    record OutputDirectoryChanged(String recorded, String current) implements StaleReason {
        @Override
        public String describe() {
            return "seen from its manifest, the output directory is " + Quoted.of(current) + ", and was "
                    + Quoted.of(recorded);
        }
    }

    /**
     * A required output is not there.
     *
     * @param output the name or glob as declared, or the path of a file that the step had left
     */
    record OutputMissing(String output) implements StaleReason {
        @Override
        public String describe() {
            return "output " + Quoted.of(output) + " is missing";
        }
    }

    /**
     * A required output is not what the step left.
     *
     * @param key the output
     * @param recorded what it was
     * @param current what it is
     */
    record OutputChanged(String key, String recorded, String current) implements StaleReason {
        @Override
        public String describe() {
            return "output " + Quoted.of(key) + " is not what the step left" + Hashes.change(recorded, current);
        }
    }

    /**
     * A required output is there that the step did not leave.
     *
     * @param key the output
     */
    record OutputAdded(String key) implements StaleReason {
        @Override
        public String describe() {
            return "output " + Quoted.of(key) + " was not left by the step";
        }
    }

    /**
     * A required output cannot be read.
     *
     * @param key the output
     * @param problem what is wrong with it, in words
     */
    record OutputUnreadable(String key, String problem) implements StaleReason {
        @Override
        public String describe() {
            return "output " + Quoted.of(key) + " cannot be read: " + Quoted.line(problem);
        }
    }

    /**
     * The value that the step returned cannot be given back.
     *
     * @param problem why, in words
     */
    record ResultUnavailable(String problem) implements StaleReason {
        @Override
        public String describe() {
            return "its return value cannot be replayed: " + Quoted.line(problem);
        }
    }
}
