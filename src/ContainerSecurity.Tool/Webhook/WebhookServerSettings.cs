using System.Net;
using ContainerSecurity.AspNetCore.Admission;
using ContainerSecurity.Audit;
using ContainerSecurity.Policies;
using ContainerSecurity.Policies.Trust;

namespace ContainerSecurity.Tool.Webhook;

/// <summary>What <c>csec webhook</c> was told.</summary>
/// <param name="Certificate">The file of the certificate.</param>
/// <param name="Key">The file of its key.</param>
internal sealed record WebhookServerSettings(string Certificate, string Key)
{
    public required IPEndPoint Listen { get; init; }

    public IReadOnlyList<string> Policies { get; init; } = [];

    public Profile? Profile { get; init; }

    public string? KubernetesVersion { get; init; }

    public bool AllowNotEvaluated { get; init; }

    public bool AllowsOldFindings { get; init; } = true;

    public bool HonorsWaiversOfObjects { get; init; } = true;

    public AdmissionFailure OnFailure { get; init; }

    public IAuditSink? Audit { get; init; }

    /// <summary>Verifies images where the policy says by whom they must be signed; null for nobody.</summary>
    public IImageTrust? ImageTrust { get; init; }

    /// <summary>The cluster that is asked what reviews do not say; null for none.</summary>
    public k8s.Kubernetes? Cluster { get; init; }
}
