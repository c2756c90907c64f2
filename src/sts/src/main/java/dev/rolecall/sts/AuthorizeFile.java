package dev.rolecall.sts;

import dev.rolecall.policy.PolicyQuotas;
import dev.rolecall.sts.authorize.asking.AskingServices;
import dev.rolecall.sts.authorize.asking.AskingServicesReader;
import dev.rolecall.sts.authorize.fields.FieldException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file of the services that may ask for decisions; read at the start. */
final class AuthorizeFile {
  private static final String PROPERTY = "rolecall.authorize.file";

  private AuthorizeFile() {}

  static AskingServices read(StsConfig.Authorize config, PolicyQuotas quotas) {
    return config.file().map(file -> read(file, quotas)).orElse(AskingServices.NONE);
  }

  private static AskingServices read(Path file, PolicyQuotas quotas) {
    AskingServices services = parse(file, quotas);
    if (services.knowsCertificates() && !ClientCertificateRequest.isConfigured()) {
      throw new StartException(
          PROPERTY,
          "the file %s names certificates, but no CA whose certificates count; set %s, or leave out"
                  .formatted(file, ClientCertificateRequest.AUTHORITIES)
              + " 'certificates'");
    }
    return services;
  }

  private static AskingServices parse(Path file, PolicyQuotas quotas) {
    try {
      return AskingServicesReader.read(Files.readString(file), quotas);
    } catch (IOException e) {
      throw new StartException(PROPERTY, "the file " + file + " cannot be read");
    } catch (FieldException e) {
      throw new StartException(PROPERTY, "the file " + file + ": " + e.getMessage());
    }
  }
}
