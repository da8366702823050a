using System.Runtime.CompilerServices;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Helm.Kustomize.Nodes;

/// <summary>The lines of sources, cut once for each.</summary>
internal static class SourceLines
{
    private static readonly ConditionalWeakTable<SourceFile, string[]> Known = [];

    /// <summary>The lines, without their ends; none where only positions are known.</summary>
    public static string[] Of(SourceFile file) => Known.GetValue(file, f => [.. (f.Text ?? "").Split('\n').Select(l => l.TrimEnd('\r'))]);
}
