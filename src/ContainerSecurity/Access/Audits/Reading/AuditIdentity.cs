namespace ContainerSecurity.Access.Audits.Reading;

/// <summary>A user as an event names it. One instance serves many events.</summary>
internal sealed class AuditIdentity
{
    /// <summary>The user name; empty for none.</summary>
    public string Name { get; set; } = "";

    /// <summary>The user ID; empty for none.</summary>
    public string Uid { get; set; } = "";

    /// <summary>The groups.</summary>
    public List<string> Groups { get; } = [];

    /// <summary>The extras: key and value.</summary>
    public List<(string Key, string Value)> Extras { get; } = [];

    public void Clear()
    {
        Name = "";
        Uid = "";
        Groups.Clear();
        Extras.Clear();
    }
}
