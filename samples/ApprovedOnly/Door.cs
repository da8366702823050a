using System.Net;
using ContainerSecurity.AspNetCore.Admission;
using ContainerSecurity.Images.Registries;
using ContainerSecurity.SupplyChain.Approvals.Judging;
using ContainerSecurity.SupplyChain.Signatures.Images;

namespace ApprovedOnly;

/// <summary>
/// A cluster's door that lets in only what two people approved. TLS_CERT and TLS_KEY are the files of the certificate, POLICY that of the
/// policy, PORT the port.
/// </summary>
public static class Door
{
    /// <summary>Builds the app.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="registry">How registries are talked to; null for the defaults.</param>
    public static WebApplication Build(string[] args, RegistryOptions? registry = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
        ConfigurationManager configuration = builder.Configuration;
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(
            IPAddress.IPv6Any,
            configuration.GetValue("PORT", 8443),
            listener => listener.UseCertificateFiles(configuration["TLS_CERT"] ?? "/tls/tls.crt", configuration["TLS_KEY"] ?? "/tls/tls.key")));
        builder.Services.AddContainerSecurity(o => o.PolicyFiles.Add(configuration["POLICY"] ?? "policy.yaml"));
        builder.Services.AddAdmissionWebhook();

        WebApplication app = builder.Build();
        var trust = new ApprovedImageTrust(new RegistryImageTrust(new RegistryImageTrustOptions { Registry = registry }), registry);
        app.MapMutatingWebhook("/mutate", o => o.ImageTrust = trust);
        app.MapAdmissionWebhook("/validate", o => o.ImageTrust = trust);
        app.MapAdmissionHealth();
        return app;
    }
}
