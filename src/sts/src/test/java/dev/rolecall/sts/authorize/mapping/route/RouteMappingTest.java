package dev.rolecall.sts.authorize.mapping.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.policy.RequestContext;
import dev.rolecall.sts.authorize.fields.FieldException;
import dev.rolecall.sts.authorize.mapping.Mappings;
import dev.rolecall.sts.authorize.mapping.RequestMapping;
import dev.rolecall.sts.authorize.mapping.UnmappedException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteMappingTest {
  private static final String ROUTES =
      "routes: ["
          + "{methods: [GET, HEAD], path: '/v1/orders', ignoredQuery: [page], action: 'orders:List',"
          + " resource: '*', account: '111111111111'},"
          + "{methods: [GET], path: '/v1/orders/{id}', query: {view: '{view}'},"
          + " action: 'orders:View', resource: 'arn:aws:orders:::order/{id}',"
          + " account: '111111111111', context: {'orders:View': '{view}'}},"
          + "{methods: [POST], path: '/v1/{account}/files/{path+}', action: 'orders:Put',"
          + " resource: 'arn:aws:orders:eu:{account}:file/{path}', account: '{account}'}]";

  private RequestMapping mapping;

  @BeforeEach
  void read() throws Exception {
    mapping = Mappings.read(ROUTES);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET /v1/orders|orders:List * 111111111111",
        "HEAD /v1/orders?page=2|orders:List * 111111111111",
        "GET /v1/orders/a%20b?view=full|orders:View arn:aws:orders:::order/a b 111111111111",
        "POST /v1/222222222222/files/a/b|orders:Put arn:aws:orders:eu:222222222222:file/a/b"
            + " 222222222222",
      })
  void takesTheFirstRouteThatFits(String line, String operation) throws Exception {
    assertThat(Mappings.lines(mapping.map(Mappings.request(line, "h")))).containsExactly(operation);
  }

  @Test
  void fillsTheContext() throws Exception {
    assertThat(
            mapping.map(Mappings.request("GET /v1/orders/1?view=full", "h")).getFirst().context())
        .containsEntry("orders:View", new RequestContext.Entry(List.of("full"), false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /v1/orders",
        "GET /v1/orders/",
        "GET /v1/Orders",
        "GET /v1/orders?view=full",
        "GET /v1/orders/1",
        "GET /v1/orders/1?view=full&delete",
        "GET /v1/orders/1/2?view=full",
        "GET /v1/orders/?view=full",
        "POST /v1/222222222222/files",
        "POST /v1/222222222222/files/",
        // No capture may move an ARN's account.
        "POST /v1/1:222222222222/files/a",
        "POST /v1/2222/files/a",
        "GET /v1/orders/../orders",
        "GET /v1/x/%2e%2e/orders",
        "GET /v1//orders",
      })
  void refusesWhatIsOfNoRoute(String line) {
    assertThatThrownBy(() -> mapping.map(Mappings.request(line, "h")))
        .isInstanceOf(UnmappedException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "methods: [POST]|methods: [post]|routes[2].methods",
        "'/v1/orders'|'v1/orders'|routes[0].path (line 6, column",
        "'/v1/orders'|'v1/orders'|must begin with /",
        "/v1/orders/{id}|/v1/orders/x{id}|a capture is a whole segment",
        "/v1/orders/{id}|/v1/orders/a%20b/{id}|write it decoded",
        "files/{path+}|{path+}/files|which may only be the end",
        "files/{path+}|files/{account}|captures {account} twice",
        "order/{id}|order/{other}|routes[1].resource",
        "order/{id}|order/{other}|which neither path nor query captures; they capture [id, view]",
        "order/{id}|order/{id|has a { without its }",
        "action: 'orders:List'|action: 'orders'|routes[0].action",
        "account: '{account}'|account: 'acme'|routes[2].account",
        "{view: '{view}'}|{view: '{id}'}|captures {id}, as the path does",
        "ignoredQuery|ignored|routes[0].ignored (line",
      })
  void saysWhereAndWhyAndTheWayOut(String part, String instead, String message) {
    assertThatThrownBy(() -> Mappings.read(ROUTES.replace(part, instead)))
        .isInstanceOf(FieldException.class)
        .hasMessageContaining(message);
  }
}
