namespace ContainerSecurity.Resources.Quadlet;

/// <summary>The specifiers of systemd that name folders; all others stay as they are written.</summary>
internal static class Specifiers
{
    /// <summary>Fills in the home (<c>%h</c>, as <c>~</c>), the folder of what runs (<c>%t</c>) and <c>%%</c>.</summary>
    public static string Fill(string text) =>
        text.IndexOf('%') < 0 ? text : text.Replace("%h", "~").Replace("%t", "/run").Replace("%S", "/var/lib").Replace("%E", "/etc").Replace("%%", "%");
}
