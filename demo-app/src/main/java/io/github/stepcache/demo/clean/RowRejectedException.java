package io.github.stepcache.demo.clean;

/** Says why a raw row cannot be used; the row is dropped and named, and the step goes on. */
final class RowRejectedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String why;

    RowRejectedException(String column, String cell, String expected) {
        this.why = "'%s' is \"%s\", not %s".formatted(column, cell, expected);
    }

    @Override
    public String getMessage() {
        return why;
    }
}
