using System.Globalization;
using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Policies;

/// <summary>Reads the section <c>approvals</c> of a policy file. A section takes the place of that of a policy it extends.</summary>
/// <param name="words">Reports what is wrong.</param>
/// <param name="readFile">Gives the text of a key's file.</param>
internal sealed class ApprovalSettingsReader(PolicyFields words, Func<string, string> readFile)
{
    internal static readonly string[] Keys =
        ["stores", "environment", "approvers", "threshold", "images", "maxAge", "breakGlass", "requires", "cleanVerdict", "verdictPolicy", "checkpoint"];

    internal static readonly string[] ApproverKeys = ["name", "keys", "retired"];

    /// <summary>The store beside the image.</summary>
    internal const string Registry = "registry";

    /// <summary>What stands before the file of a store in SQLite.</summary>
    internal const string Sqlite = "sqlite:";

    private const int MaxThreshold = 100;

    public ApprovalSettings? Read(NodeView view, string policyFile)
    {
        if (view.Mapping is null)
            return null;
        words.CheckKeys(view, Keys);
        string folder = Path.GetDirectoryName(policyFile) ?? "";
        string[] stores = Texts(view, "stores");
        if (stores.Length == 0)
            words.Report(view.Location!.File, view.Location.Span, "The approvals name no store; add 'stores: [approvals/]', 'sqlite:FILE' or 'registry'.");
        ApproverSettings[] approvers = [.. Approvers(view.Views("approvers"), folder)];
        int threshold = Threshold(view.Text("threshold"));
        if (approvers.Count(a => !a.IsRetired) < threshold)
            words.Report(view.Location!.File, view.Location.Span,
                $"{threshold} people must approve, but {approvers.Count(a => !a.IsRetired)} may; add 'approvers', each with 'name' and 'keys'.");
        return new ApprovalSettings
        {
            Stores = [.. stores.Select(s => Beside(folder, s))],
            Environment = Environment(view),
            Approvers = approvers,
            Threshold = threshold,
            Images = [.. Texts(view, "images").Select(i => new ImagePattern(i))],
            MaxAge = Duration(view.Text("maxAge")),
            BreakGlass = Duration(view.Text("breakGlass")),
            Requires = Texts(view, "requires"),
            NeedsCleanVerdict = view.Boolean("cleanVerdict").Is(true),
            VerdictPolicy = PolicyDigest(view.Text("verdictPolicy")),
            Checkpoint = view.Text("checkpoint") is { IsKnown: true } checkpoint ? checkpoint.Value : null,
        };
    }

    /// <summary>A list, for which one text may stand.</summary>
    private static string[] Texts(NodeView view, string key) =>
        view.Mapping![key] is ScalarNode { IsNull: false } single ? [single.Text] : PolicyFields.Known(view.TextList(key));

    private string Environment(NodeView view)
    {
        Field<string> environment = view.Text("environment");
        if (environment.IsKnown && environment.Value.Trim().Length > 0)
            return environment.Value;
        words.Report(view.Location!.File, view.Location.Span, "The approvals name no environment; add 'environment: production'.");
        return "";
    }

    private static string Beside(string folder, string store) =>
        store == Registry ? store
        : store.StartsWith(Sqlite, StringComparison.Ordinal) ? Sqlite + Path.Combine(folder, store.Substring(Sqlite.Length))
        : Path.Combine(folder, store);

    private IEnumerable<ApproverSettings> Approvers(FieldList<NodeView> list, string folder)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (Field<NodeView> item in list.Items)
        {
            if (!item.IsKnown)
                continue;
            NodeView view = item.Value;
            words.CheckKeys(view, ApproverKeys);
            Field<string> name = view.Text("name");
            string[] keys = [.. Texts(view, "keys").Select(k => Key(view, k, folder)).OfType<string>()];
            if (!name.IsKnown || name.Value.Trim().Length == 0 || keys.Length == 0)
                words.Report(view.Location!.File, view.Location.Span, "An approver needs 'name' and 'keys', public keys as PEM or the files that hold them.");
            else if (!names.Add(name.Value.Trim()))
                words.Report(name, $"The approver '{name.Value}' stands here twice; name all keys of one person in one place.");
            else
                yield return new ApproverSettings(name.Value.Trim(), keys) { IsRetired = view.Boolean("retired").Is(true) };
        }
    }

    /// <summary>A key as it is written, or of the file that is named.</summary>
    private string? Key(NodeView view, string key, string folder)
    {
        if (key.Contains("-----BEGIN "))
            return key;
        string file = Path.Combine(folder, key.Trim());
        try
        {
            return readFile(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            words.Report(view.Location!.File, view.Location.Span, $"The key '{file}' cannot be read: {e.Message}");
            return null;
        }
    }

    private int Threshold(Field<string> field)
    {
        if (!field.IsKnown)
            return 1;
        if (int.TryParse(field.Value, NumberStyles.None, CultureInfo.InvariantCulture, out int threshold) && threshold is >= 1 and <= MaxThreshold)
            return threshold;
        words.Report(field, $"'{field.Value}' is no number of people from 1 to {MaxThreshold}.");
        return MaxThreshold;
    }

    private TimeSpan? Duration(Field<string> field)
    {
        if (!field.IsKnown)
            return null;
        if (ParameterKinds.DurationOf(field.Value) is { } duration && duration > TimeSpan.Zero)
            return duration;
        words.Report(field, $"'{field.Value}' is no duration; write a number with s, m, h, d or w behind it, such as 4h.");
        return TimeSpan.Zero;
    }

    private string? PolicyDigest(Field<string> field)
    {
        if (!field.IsKnown)
            return null;
        if (!Digest.TryParse(field.Value, out Digest? digest) || !digest!.IsVerifiable)
            words.Report(field, $"'{field.Value}' is no digest of a policy; write it like sha256:….");
        return field.Value;
    }
}
