using ContainerSecurity.Documents;

namespace ContainerSecurity.Kubernetes.Models;

/// <summary>Names the source of an object that was read from no file.</summary>
internal static class ObjectSource
{
    /// <summary>A source named like <c>Deployment.apps/shop/web</c>: the kind with its group, the namespace where there is one, the name.</summary>
    public static SourceFile Of(string apiVersion, string kind, string? @namespace, string? name)
    {
        int slash = apiVersion.IndexOf('/');
        string typed = slash < 0 ? kind : $"{kind}.{apiVersion[..slash]}";
        string named = string.IsNullOrEmpty(name) ? "(unnamed)" : name;
        return SourceFile.OfObject(string.IsNullOrEmpty(@namespace) ? $"{typed}/{named}" : $"{typed}/{@namespace}/{named}");
    }
}
