namespace ContainerSecurity.Resources.Projects;

/// <summary>An item of a project, such as a variable of the image.</summary>
/// <param name="Kind">What it is an item of, such as <c>ContainerPort</c>.</param>
/// <param name="Identity">What it includes; null where that cannot be told.</param>
/// <param name="Element">Where it is written.</param>
internal sealed record ProjectItem(string Kind, string? Identity, ProjectElement Element)
{
    /// <summary>The value that it carries; null where it has none.</summary>
    public ProjectText? Value { get; init; }

    /// <summary>The value with its properties put in; null where it has none, or it cannot be told.</summary>
    public string? Expanded { get; init; }
}
