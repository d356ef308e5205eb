package io.github.stepcache.metrics;

import io.github.stepcache.history.StepOutcome;
import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/** The observations of the step cache, for whoever reads code, and for Micrometer's own generator of documentation. */
public enum StepObservationDocumentation implements ObservationDocumentation {

    /**
     * A call of a step, from the moment when it has its turn to its end: what is read to decide, the work itself if it is
     * stale, and what is read to remember it.
     */
    STEP {
        @Override
        public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
            return DefaultStepObservationConvention.class;
        }

        @Override
        public KeyName[] getLowCardinalityKeyNames() {
            return LowCardinalityKeyNames.values();
        }

        @Override
        public KeyName[] getHighCardinalityKeyNames() {
            return HighCardinalityKeyNames.values();
        }
    };

    /** Tags of timers and spans. */
    public enum LowCardinalityKeyNames implements KeyName {

        /** Name of the step, as it is for the arguments of the call. */
        STEP {
            @Override
            public String asString() {
                return "step";
            }
        },

        /** How the call ended, see {@link StepOutcome}; {@code unknown} while it goes on. */
        OUTCOME {
            @Override
            public String asString() {
                return "outcome";
            }
        }
    }

    /** Tags of spans only. */
    public enum HighCardinalityKeyNames implements KeyName {

        /** Why the step ran or was restored: the first three reasons, and the number of the others. */
        REASONS {
            @Override
            public String asString() {
                return "stepcache.reasons";
            }
        },

        /** Which store the outputs of a restored step came from. */
        STORE {
            @Override
            public String asString() {
                return "stepcache.store";
            }

            @Override
            public boolean isRequired() {
                return false;
            }
        },

        /** Why the step will run again although it ended well. */
        NOT_REMEMBERED {
            @Override
            public String asString() {
                return "stepcache.not.remembered";
            }

            @Override
            public boolean isRequired() {
                return false;
            }
        }
    }
}
