using ContainerSecurity.Access.Paths;

namespace ContainerSecurity.Reports.Rbac;

/// <summary>The colours of pictures, which their legend explains.</summary>
internal static class PictureColors
{
    /// <summary>All kinds of boxes.</summary>
    public static readonly EscalationNodeKind[] Kinds =
    [
        EscalationNodeKind.User, EscalationNodeKind.Group, EscalationNodeKind.ServiceAccount, EscalationNodeKind.ServiceAccounts, EscalationNodeKind.Workload,
        EscalationNodeKind.Pods, EscalationNodeKind.Role, EscalationNodeKind.Node, EscalationNodeKind.Cluster,
    ];

    public static string Of(EscalationNodeKind? kind) => kind switch
    {
        EscalationNodeKind.User => "#dbeafe",
        EscalationNodeKind.Group => "#c7d2fe",
        EscalationNodeKind.ServiceAccount => "#dcfce7",
        EscalationNodeKind.ServiceAccounts => "#a7f3d0",
        EscalationNodeKind.Workload => "#fef9c3",
        EscalationNodeKind.Pods => "#fde68a",
        EscalationNodeKind.Role => "#f3e8ff",
        EscalationNodeKind.Node => "#fed7aa",
        EscalationNodeKind.Cluster => "#fecaca",
        _ => "#ffffff",
    };

    public static string Word(EscalationNodeKind kind) => kind switch
    {
        EscalationNodeKind.ServiceAccount => "service account",
        EscalationNodeKind.ServiceAccounts => "any service account of a namespace",
        EscalationNodeKind.Pods => "any pod of a namespace",
        EscalationNodeKind.Role => "role that is bound on the way",
        EscalationNodeKind.Node => "node",
        EscalationNodeKind.Cluster => "cluster",
        _ => kind.ToString().ToLowerInvariant(),
    };

    public static string OfRisk(EscalationRisk? risk) => risk switch
    {
        EscalationRisk.Critical => "#b91c1c",
        EscalationRisk.High => "#ea580c",
        EscalationRisk.Medium => "#ca8a04",
        _ => "#6b7280",
    };
}
