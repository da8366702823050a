using ContainerSecurity.Helm.Kustomize.Nodes;

namespace ContainerSecurity.Helm.Kustomize.Definitions;

/// <summary>A text of a kustomization, with its place.</summary>
/// <param name="Text">The text.</param>
/// <param name="Origin">Where it is written.</param>
internal sealed record PlacedText(string Text, Origin Origin)
{
    public override string ToString() => Text;
}
