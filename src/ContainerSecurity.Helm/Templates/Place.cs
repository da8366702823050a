namespace ContainerSecurity.Helm.Templates;

/// <summary>Where something was written.</summary>
/// <param name="Text">The text.</param>
/// <param name="Start">The index of its first character.</param>
/// <param name="Length">The number of its characters.</param>
internal readonly record struct Place(TemplateText Text, int Start, int Length)
{
    public override string ToString() => Text.LineOf(Start) is var (line, column) ? $"{Text.Name}:{line}:{column + 1}" : "";
}
