namespace ContainerSecurity.Resources.Shell;

/// <summary>A here-document of a script, whose lines follow that of its command.</summary>
/// <param name="name">The word that ends it.</param>
/// <param name="stripsTabs">Whether tabs may stand before that word.</param>
internal sealed class InnerHeredoc(string name, bool stripsTabs)
{
    /// <summary>The word that ends it.</summary>
    public string Name { get; } = name;

    /// <summary>Whether tabs may stand before that word.</summary>
    public bool StripsTabs { get; } = stripsTabs;

    /// <summary>The command that reads it.</summary>
    public ShellCommand? Command { get; set; }
}
