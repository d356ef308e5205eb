package io.github.stepcache.autoconfigure;

/** A setting of the store is refused, and its value is not shown, since it may hold a credential. */
public final class InvalidStorePropertyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The name of the property. */
    private final String property;

    /** What is wrong with its value, without the value. */
    private final String reason;

    InvalidStorePropertyException(String property, String reason) {
        super("The value of '" + property + "' is refused. " + reason);
        this.property = property;
        this.reason = reason;
    }

    /**
     * Tell which setting it is.
     *
     * @return the name of the property
     */
    public String property() {
        return property;
    }

    /**
     * Tell what is wrong with it.
     *
     * @return a sentence or more
     */
    public String reason() {
        return reason;
    }
}
