using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ContainerSecurity.AspNetCore.Admission.Certificates;

/// <summary>
/// The certificates that an application serves from files. It is not ready while one of them is not valid: the API
/// server would not take it.
/// </summary>
internal sealed class ServedCertificates(TimeProvider time) : IHealthCheck, IDisposable
{
    private readonly Lock gate = new();
    private readonly List<ServedCertificate> certificates = [];

    public void Add(ServedCertificate certificate)
    {
        lock (gate)
            certificates.Add(certificate);
    }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        DateTime now = time.GetUtcNow().UtcDateTime;
        X509Certificate2? invalid;
        lock (gate)
        {
            invalid = certificates.Select(c => c.Current.TargetCertificate)
                .FirstOrDefault(c => now < c.NotBefore.ToUniversalTime() || now > c.NotAfter.ToUniversalTime());
        }
        return Task.FromResult(invalid is null
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("The certificate that is served is valid from "
                + $"{invalid.NotBefore.ToUniversalTime():u} to {invalid.NotAfter.ToUniversalTime():u} only."));
    }

    public void Dispose()
    {
        lock (gate)
            certificates.ForEach(c => c.Dispose());
    }
}
