package dev.rolecall.sts.denial;

import dev.rolecall.identity.AccountId;
import dev.rolecall.session.SealedMessages;
import java.util.Optional;

/**
 * Encoded authorization messages: what a denial was about, sealed, so that whoever was denied can
 * hand it to an administrator of the same account and to nobody's use else.
 */
public final class AuthorizationMessages {
  private static final String INTRODUCTION = ". Encoded authorization failure message: ";
  private static final int ACCOUNT_LENGTH = 12;

  private final SealedMessages sealing;

  public AuthorizationMessages(SealedMessages sealing) {
    this.sealing = sealing;
  }

  /** The message as it stands behind a denial's text, as EC2 has it. */
  public String appendix(Denial denial) {
    return INTRODUCTION + encode(denial);
  }

  /** At most 10,240 characters of base64url. */
  public String encode(Denial denial) {
    return sealing.seal(denial.caller().account().value() + DecodedMessage.of(denial));
  }

  /**
   * What the message says, where it is one and belongs to this account; all others are refused
   * alike.
   */
  public Optional<String> decode(String message, AccountId account) {
    return sealing
        .open(message)
        .filter(text -> text.startsWith(account.value() + "{"))
        .map(text -> text.substring(ACCOUNT_LENGTH));
  }
}
