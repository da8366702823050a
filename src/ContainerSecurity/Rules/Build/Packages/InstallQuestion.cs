using ContainerSecurity.Resources.Shell;

namespace ContainerSecurity.Rules.Build.Packages;

/// <summary>Knows which package managers ask before they install, and how they are told not to.</summary>
internal static class InstallQuestion
{
    private static readonly string[] Apt = ["apt-get", "apt", "aptitude"];
    private static readonly string[] Yum = ["yum", "dnf", "dnf5", "microdnf", "tdnf"];
    private static readonly string[] AptWords = ["--yes", "--assume-yes", "--force-yes", "--simulate", "--dry-run", "--just-print", "--print-uris"];
    private static readonly string[] YumWords = ["--assumeyes", "--assumeno", "--downloadonly"];
    private static readonly string[] ZypperWords = ["--non-interactive", "--no-confirm", "--dry-run"];

    /// <summary>Whether a call of a package manager asks somebody.</summary>
    public static bool IsAskedBy(ShellCommand command) => command.Name switch
    {
        _ when Apt.Contains(command.Name) =>
            !command.Has(AptWords)
            && !OptionValues.HasLetter(command, 'y')
            && !OptionValues.HasLetter(command, 's')
            && !IsQuiet(command)
            && !command.Arguments.Any(a => PackageSettings.IsOn(a.Text, "Assume-Yes") || PackageSettings.IsOn(a.Text, "force-yes")),
        _ when Yum.Contains(command.Name) =>
            !command.Has(YumWords)
            && !OptionValues.HasLetter(command, 'y')
            && !command.Arguments.Any(a => PackageSettings.IsOn(a.Text, "assumeyes")),
        "zypper" => !command.Has(ZypperWords) && !OptionValues.HasLetter(command, 'n') && !OptionValues.HasLetter(command, 'y'),
        _ => false,
    };

    /// <summary>The option that answers.</summary>
    public static string AnswerOf(ShellCommand command) => command.Name == "zypper" ? "--non-interactive" : "-y";

    /// <summary>Two times quiet means yes.</summary>
    private static bool IsQuiet(ShellCommand command) =>
        OptionValues.CountLetter(command, 'q') + command.Arguments.Count(a => a.Text == "--quiet") > 1
        || command.Arguments.Any(a =>
            a.Text.StartsWith("-q=", StringComparison.Ordinal) && int.TryParse(a.Text.Substring("-q=".Length), out int level) && level > 1);
}
