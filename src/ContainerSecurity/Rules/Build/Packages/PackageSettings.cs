using ContainerSecurity.Resources.Dockerfiles;
using ContainerSecurity.Resources.Shell;

namespace ContainerSecurity.Rules.Build.Packages;

/// <summary>What a Dockerfile writes into the settings of package managers, which then holds for all their calls.</summary>
internal static class PackageSettings
{
    private static readonly string[] On = ["1", "true", "yes", "on", "enable"];
    private static readonly string[] Off = ["0", "false", "no", "off", "disable"];
    private static readonly string[] Yes = ["Assume-Yes", "assumeyes"];

    /// <summary>Whether the questions of package managers are answered by a file.</summary>
    public static bool AnswerYes(Dockerfile dockerfile) => Written(dockerfile).Any(t => Yes.Any(y => IsOn(t, y)));

    /// <summary>Whether a file keeps recommended packages out.</summary>
    public static bool LeaveRecommended(Dockerfile dockerfile) => Written(dockerfile).Any(KeepsRecommendedOut);

    /// <summary>Whether a call keeps recommended packages out by a setting of its own.</summary>
    public static bool LeaveRecommended(ShellCommand command) => command.Arguments.Any(a => KeepsRecommendedOut(a.Text));

    /// <summary>Whether a text switches a setting on: <c>APT::Get::Assume-Yes "true";</c>, <c>assumeyes=1</c>.</summary>
    public static bool IsOn(string text, string setting) => SettingText.Gives(text, setting, On);

    private static bool KeepsRecommendedOut(string text) => SettingText.Gives(text, "Install-Recommends", Off);

    /// <summary>The texts that go to files: words of commands that are no package manager's, and here-documents.</summary>
    private static IEnumerable<string> Written(Dockerfile dockerfile) =>
        dockerfile.Instructions
            .Select(i => i.Trigger ?? i)
            .Where(i => i.Name is "RUN" or "COPY" or "ADD")
            .SelectMany(i => i.Heredocs.Select(h => h.Content)
                .Concat(i.Script.Commands.Where(c => PackageManager.Of(c) is null).SelectMany(c => c.Arguments).Select(a => a.Text)));
}
