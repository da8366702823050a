using ContainerSecurity.Documents;
using ContainerSecurity.Secrets.Names;

namespace ContainerSecurity.Resources.Compose;

/// <summary>
/// The variables that fill in a compose file: those of the caller, then those of <c>.env</c> files. Any other one may
/// be set where the file is used.
/// </summary>
/// <remarks>Values of credentials are left out: they are no part of the compose file, and no rule needs them.</remarks>
internal sealed class ComposeVariables
{
    /// <summary>The variables that name the user's own folder, wherever that is.</summary>
    private static readonly string[] Homes = ["HOME", "USERPROFILE"];

    private readonly Func<string, Field<string>> outside;
    private readonly EnvironmentFile[] own;

    /// <summary>Reads files of variables.</summary>
    /// <param name="files">Opens them.</param>
    /// <param name="paths">Their paths from the main file's folder; those that cannot be read set nothing.</param>
    /// <param name="outside">The variables that win.</param>
    public ComposeVariables(ComposeFiles files, IEnumerable<string> paths, Func<string, Field<string>> outside)
    {
        this.outside = outside;
        own = [.. paths.Select(files.Open).OfType<SourceFile>().Select(f => EnvironmentFile.Read(f, outside))];
    }

    /// <summary>The value of a variable; unknown where no file sets it.</summary>
    public Field<string> Find(string name)
    {
        Field<string> value = outside(name);
        for (int i = own.Length - 1; i >= 0 && value.IsUnknown; i--)
            if (own[i][name] is { } text && !SecretName.IsCredential(name))
                value = Field<string>.Known(text);
        return value.IsUnknown && Array.IndexOf(Homes, name) >= 0 ? Field<string>.Known("~") : value;
    }
}
