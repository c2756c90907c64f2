package dev.rolecall.sts.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordedParametersTest {
  @Test
  void repeatsParametersInCloudTrailsSpelling() throws Exception {
    assertThat(
            of(
                "Action=AssumeRole&RoleArn=arn&DurationSeconds=900&Tags.member.1.Key=k"
                    + "&Tags.member.1.Value=v&Tags.member.2.Key=w&PolicyArns.member.1.arn=p"
                    + "&TransitiveTagKeys.member.1=k"))
        .isEqualTo(
            Map.of(
                "roleArn", "arn",
                "durationSeconds", "900",
                "tags", List.of(Map.of("key", "k", "value", "v"), Map.of("key", "w")),
                "policyArns", List.of(Map.of("arn", "p")),
                "transitiveTagKeys", List.of("k")));
  }

  @Test
  void repeatsNothingThatIsSecretOrUnknown() throws Exception {
    assertThat(
            of(
                "WebIdentityToken=t&TokenCode=123456&SAMLAssertion=s&EncodedMessage=m&TradeInToken=t"
                    + "&X-Amz-Security-Token=t&X-Amz-Signature=s&Password=p&rolearn=x"))
        .isEmpty();
  }

  @Test
  void readsWhateverListsAreSent() throws Exception {
    assertThat(of("Tags.member.=a&Tags.member.1=b&Tags.member.1.Key=c&Tags.member.1..=d"))
        .isEqualTo(Map.of("tags", List.of("a", "b")));
    assertThat(of("Tags=&Tags.member=x")).isEmpty();
  }

  /** They are read before anybody knows who calls. */
  @Test
  void takesNoMoreWorkThanThereAreParameters() throws Exception {
    StringBuilder form = new StringBuilder("Action=AssumeRole");
    for (int i = 0; i < 499; i++) {
      form.append("&Tags.member.1.field").append(i).append("=v");
    }
    Parameters parameters = Parameters.of(ParametersTest.post("", form.toString()));
    RecordedParameters.of(parameters);

    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    RecordedParameters.of(parameters);
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1_000_000);
  }

  private static Map<String, Object> of(String form) throws QueryException {
    return RecordedParameters.of(Parameters.of(ParametersTest.post("", form)));
  }
}
