using System.Net;
using ContainerSecurity.AspNetCore.Admission;

namespace AdmissionWebhook;

/// <summary>
/// The cluster's door as an app of your own. TLS_CERT and TLS_KEY are the files of the certificate, POLICY that of the
/// policy, PORT the port.
/// </summary>
public static class Door
{
    /// <summary>Builds the app.</summary>
    public static WebApplication Build(string[] args)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
        ConfigurationManager configuration = builder.Configuration;
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(
            IPAddress.IPv6Any,
            configuration.GetValue("PORT", 8443),
            listener => listener.UseCertificateFiles(configuration["TLS_CERT"] ?? "/tls/tls.crt", configuration["TLS_KEY"] ?? "/tls/tls.key")));
        builder.Services.AddContainerSecurity(o => o.PolicyFiles.Add(configuration["POLICY"] ?? Path.Combine(AppContext.BaseDirectory, "policy.yaml")));
        builder.Services.AddAdmissionWebhook();

        WebApplication app = builder.Build();
        app.MapAdmissionWebhook("/validate", o => o.HonorsWaiversOfObjects = false);
        app.MapAdmissionHealth();
        return app;
    }
}
