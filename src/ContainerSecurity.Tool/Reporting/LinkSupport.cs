using System.Globalization;

namespace ContainerSecurity.Tool.Reporting;

/// <summary>Tells from its variables whether a terminal opens links in text (the escape sequence OSC 8). One that nobody knows does not.</summary>
internal static class LinkSupport
{
    /// <summary>The first version of VTE, in hundreds, whose links work.</summary>
    private const int Vte = 5000;

    private static readonly string[] Programs = ["iTerm.app", "WezTerm", "vscode", "Hyper", "ghostty", "Tabby", "rio"];

    /// <summary>Returns whether links are opened.</summary>
    /// <param name="variable">Gives the value of a variable of the environment; null where it is not set.</param>
    public static bool Of(Func<string, string?> variable)
    {
        if (variable("TERM") is "dumb" || !string.IsNullOrEmpty(variable("CI")) || !string.IsNullOrEmpty(variable("NO_COLOR")))
            return false;
        return Programs.Contains(variable("TERM_PROGRAM"))
            || !string.IsNullOrEmpty(variable("WT_SESSION"))
            || !string.IsNullOrEmpty(variable("KONSOLE_VERSION"))
            || variable("TERM") is "xterm-kitty" or "foot" or "alacritty" or "xterm-ghostty"
            || (int.TryParse(variable("VTE_VERSION"), NumberStyles.None, CultureInfo.InvariantCulture, out int version) && version >= Vte);
    }
}
