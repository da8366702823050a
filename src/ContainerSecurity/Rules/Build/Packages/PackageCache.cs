using ContainerSecurity.Resources.Dockerfiles;
using ContainerSecurity.Resources.Shell;

namespace ContainerSecurity.Rules.Build.Packages;

/// <summary>Finds the package manager caches that a RUN leaves in its layer.</summary>
/// <param name="run">The instruction.</param>
/// <param name="variables">The variables that are set there.</param>
internal sealed class PackageCache(Instruction run, IReadOnlyDictionary<string, string> variables)
{
    private static readonly string[] Targets = ["target", "dst", "destination"];
    private static readonly string[] Off = ["", "0", "off", "no", "false"];

    /// <summary>The commands that fill a cache which nothing after them empties; one for each manager.</summary>
    public IEnumerable<PackageCommand> Left()
    {
        var filling = new Dictionary<PackageManager, PackageCommand>();
        var exported = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (ShellCommand command in run.Script.Commands)
        {
            foreach (ShellWord word in command.Name == "export" ? command.Arguments : command.Words.Count == 0 ? command.Assignments : [])
                if (word.Text.IndexOf('=') is > 0 and var equals)
                    exported[word.Text.Substring(0, equals)] = word.Text.Substring(equals + 1);
            if (PackageCommand.Of(command) is { } package)
                Count(package, exported, filling);
            else if (command.Name is "rm" or "find")
                foreach (PackageManager emptied in filling.Keys.Where(m => command.Arguments.Any(a => m.Caches.Any(c => Covers(a.Text, c)))).ToArray())
                    filling.Remove(emptied);
        }
        return filling.Values;
    }

    private void Count(PackageCommand package, Dictionary<string, string> exported, Dictionary<PackageManager, PackageCommand> filling)
    {
        PackageManager manager = package.Manager;
        bool isApt = manager.ToString() == "apt-get";
        if (package.Cleans)
            filling.Remove(manager);
        else if ((isApt ? package.Updates : package.Installs || package.Upgrades) && manager.Caches.Count > 0
            && !package.HasFlag(manager.NoCacheFlags) && !IsSwitchedOff(package, exported) && !manager.Caches.Any(IsMounted))
            filling[manager] = package;
    }

    private bool IsSwitchedOff(PackageCommand package, Dictionary<string, string> exported)
    {
        if (package.Manager.NoCacheVariable is not { } name)
            return false;
        string? value = package.Variable(name) ?? (exported.TryGetValue(name, out string? set) || variables.TryGetValue(name, out set) ? set : null);
        return value is not null && !Off.Contains(value, StringComparer.OrdinalIgnoreCase);
    }

    private bool IsMounted(string cache) => run.Flags.Any(f => f.Name == "mount" && IsMountOver(f.Options, cache));

    private static bool IsMountOver(IReadOnlyDictionary<string, string> mount, string cache)
    {
        string target = Targets.Select(k => mount.TryGetValue(k, out string? path) ? path : "").FirstOrDefault(p => p.Length > 0) ?? "";
        return mount.TryGetValue("type", out string? type) && type is "cache" or "tmpfs" && target.Length > 0 && Covers(target, cache);
    }

    /// <summary>Whether a path is a cache's folder, one above it, or one inside.</summary>
    private static bool Covers(string path, string cache)
    {
        string folder = path.TrimEnd('*').TrimEnd('/');
        return folder.Length > 1 && (folder.StartsWith(cache, StringComparison.Ordinal) || cache.StartsWith(folder + "/", StringComparison.Ordinal));
    }
}
