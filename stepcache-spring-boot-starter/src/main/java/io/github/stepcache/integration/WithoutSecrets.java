package io.github.stepcache.integration;

import java.util.regex.Pattern;
import org.springframework.core.NestedExceptionUtils;

/** What a registry says went wrong, without the passwords that drivers repeat from their address. */
final class WithoutSecrets {

    private static final Pattern SETTING = Pattern.compile("(?i)(password|pwd|secret|token)=[^&;\\s]*");
    private static final Pattern USER = Pattern.compile("//[^/\\s]*@");

    private WithoutSecrets() {}

    static String of(Throwable problem) {
        String text = NestedExceptionUtils.getMostSpecificCause(problem).toString();
        String withoutSettings = SETTING.matcher(text).replaceAll("$1=***");
        return USER.matcher(withoutSettings).replaceAll("//***@");
    }
}
