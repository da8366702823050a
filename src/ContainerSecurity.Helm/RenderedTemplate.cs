namespace ContainerSecurity.Helm;

/// <summary>What a template of a chart prints, or a file of <c>crds/</c>, which Helm installs as it is.</summary>
public sealed class RenderedTemplate
{
    internal RenderedTemplate(string source, string path, RenderedText text, TemplateRole role)
    {
        Source = source;
        Path = path;
        Text = text;
        Role = role;
    }

    /// <summary>The name that Helm prints in <c># Source:</c>, such as <c>shop/charts/redis/templates/service.yaml</c>, made of names of charts.</summary>
    public string Source { get; }

    /// <summary>The path of the template's file, made of folders.</summary>
    public string Path { get; }

    /// <summary>What it prints.</summary>
    public RenderedText Text { get; }

    /// <summary>
    /// What it prints where the conditions that are not known do not hold, if that is something else; null otherwise, and
    /// where there are no such conditions.
    /// </summary>
    public RenderedText? Alternative { get; internal init; }

    /// <summary>What the output is for.</summary>
    public TemplateRole Role { get; }
}
