package dev.rolecall.policy.reference;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every policy that bears on a request, as JSON text.
 *
 * @param scps levels from the root down, each a list of documents
 * @param rcps likewise, of the resource's account
 */
public record PolicyTexts(
    List<String> identity,
    @Nullable String resource,
    List<String> boundaries,
    @Nullable String session,
    List<List<String>> scps,
    List<List<String>> rcps) {}
