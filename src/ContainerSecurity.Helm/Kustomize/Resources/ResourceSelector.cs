using System.Text.RegularExpressions;
using ContainerSecurity.Helm.Functions;
using ContainerSecurity.Helm.Kustomize.Files;
using ContainerSecurity.Helm.Kustomize.Nodes;
using ContainerSecurity.Helm.Templates.Values;

namespace ContainerSecurity.Helm.Kustomize.Resources;

/// <summary>Chooses objects by regular expressions that must match the whole of a name, and by labels and annotations.</summary>
internal sealed class ResourceSelector
{
    private readonly Regex? group;
    private readonly Regex? version;
    private readonly Regex? kind;
    private readonly Regex? name;
    private readonly Regex? @namespace;
    private readonly LabelSelector? labels;
    private readonly LabelSelector? annotations;

    /// <summary>Creates a selector; empty parts stand for any.</summary>
    /// <exception cref="BuildException">An expression cannot be read.</exception>
    public ResourceSelector(SelectorTexts texts, Origin origin)
    {
        group = Expression(texts.Group, origin);
        version = Expression(texts.Version, origin);
        kind = Expression(texts.Kind, origin);
        name = Expression(texts.Name, origin);
        @namespace = Expression(texts.Namespace, origin);
        labels = LabelSelector.Read(texts.LabelSelector, origin);
        annotations = LabelSelector.Read(texts.AnnotationSelector, origin);
    }

    public bool Selects(BuildResource resource)
    {
        ResourceId original = resource.OriginalId;
        ResourceId current = resource.Id;
        return (Matches(@namespace, original.EffectiveNamespace) || Matches(@namespace, current.EffectiveNamespace))
            && (Matches(name, original.Name) || Matches(name, current.Name))
            && MatchesKind(current.Kind)
            && MatchesLabels(resource);
    }

    /// <summary>Whether labels and annotations are those that are asked for.</summary>
    public bool MatchesLabels(BuildResource resource) =>
        (labels?.Matches(resource.Labels) ?? true) && (annotations?.Matches(resource.Annotations) ?? true);

    private bool MatchesKind(GroupVersionKind of) => Matches(group, of.Group) && Matches(version, of.Version) && Matches(kind, of.Kind);

    private static bool Matches(Regex? expression, string text) => expression?.IsMatch(text) ?? true;

    private static Regex? Expression(string text, Origin origin)
    {
        if (text.Length == 0)
            return null;
        try
        {
            return RegularExpressions.Compile($"^(?:{text})$");
        }
        catch (GoFunctionException failure)
        {
            throw new BuildException(origin, $"The expression '{text}' cannot be read: {failure.Message}");
        }
    }
}

/// <summary>What a selector says of each part.</summary>
internal sealed record SelectorTexts(
    string Group = "",
    string Version = "",
    string Kind = "",
    string Name = "",
    string Namespace = "",
    string LabelSelector = "",
    string AnnotationSelector = "");
