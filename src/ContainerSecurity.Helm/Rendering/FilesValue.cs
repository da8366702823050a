using ContainerSecurity.Helm.Charts;
using ContainerSecurity.Helm.Functions;
using ContainerSecurity.Helm.Serialization;
using ContainerSecurity.Helm.Templates;
using ContainerSecurity.Helm.Templates.Values;

namespace ContainerSecurity.Helm.Rendering;

/// <summary>The files of a chart as templates see them: a map of paths to bytes, with methods.</summary>
internal sealed class FilesValue : MapValue
{
    private static readonly GoType FilesType = GoType.MapOf(GoType.String, GoType.Bytes) with { Name = "engine.files" };

    private readonly Dictionary<string, byte[]> files = new(StringComparer.Ordinal);

    public FilesValue(IEnumerable<ChartFile> files)
        : base(FilesType)
    {
        foreach (ChartFile file in files)
        {
            this.files[file.Name] = file.Data;
            Set(file.Name, BytesOf(file.Data));
        }
    }

    public override GoFunction? Method(string name) =>
        name switch
        {
            "Get" => new(name, [GoType.String], false, GoType.String, a => Of(TextOf(a[0].AsString()))),
            "GetBytes" => new(name, [GoType.String], false, GoType.Bytes, a => BytesOf(files.GetValueOrDefault(a[0].AsString(), []))),
            "Lines" => new(name, [GoType.String], false, GoType.Strings, a => Functions.TextOf.List(Lines(a[0].AsString()))),
            "Glob" => new(name, [GoType.String], false, FilesType, a => Glob(a[0].AsString())),
            "AsConfig" => new(name, [], false, GoType.String, _ => AsConfig(d => GoBytes.Text(d))),
            "AsSecrets" => new(name, [], false, GoType.String, _ => AsConfig(d => Convert.ToBase64String(d))),
            _ => null,
        };

    private static ListValue BytesOf(byte[] data) => new(GoType.Bytes, [.. data.Select(b => new IntegerValue(b, GoType.Uint8))]);

    private string TextOf(string name) => GoBytes.Text(files.GetValueOrDefault(name, []));

    private string[] Lines(string name)
    {
        if (!files.TryGetValue(name, out byte[]? data) || data.Length == 0)
            return [];
        string text = GoBytes.Text(data);
        return (text.EndsWith('\n') ? text.Substring(0, text.Length - 1) : text).Split('\n');
    }

    /// <summary>The files that match a pattern; all of them where it is none.</summary>
    private FilesValue Glob(string pattern)
    {
        FileGlob? glob = FileGlob.Parse(pattern);
        return new FilesValue(files.Where(f => glob is null || glob.IsMatch(f.Key)).Select(f => new ChartFile(f.Key, f.Value)));
    }

    /// <summary>The files by their base names, as data of a ConfigMap or Secret; of two with one name the later stays.</summary>
    private TextValue AsConfig(Func<byte[], string> write)
    {
        var data = new MapValue(GoType.Map);
        foreach (string name in SortedKeys().Cast<string>())
            data.Set(PathFunctions.Base(name), Of(write(files[name])));
        return new TextValue(GoYaml.Write(data));
    }
}
