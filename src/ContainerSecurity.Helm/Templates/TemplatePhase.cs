namespace ContainerSecurity.Helm.Templates;

/// <summary>What was done to a template when it failed.</summary>
internal enum TemplatePhase
{
    /// <summary>An option was read.</summary>
    Option,

    /// <summary>The text was parsed.</summary>
    Parse,

    /// <summary>The template was executed.</summary>
    Execution,
}
