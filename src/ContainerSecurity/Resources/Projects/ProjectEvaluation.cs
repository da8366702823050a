using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Projects;

/// <summary>
/// The properties and items of a project, evaluated as MSBuild does it file by file: what stands above the project, its
/// own, what it imports, and what the targets above it set last. What a target sets while it runs is not known.
/// </summary>
internal sealed class ProjectEvaluation
{
    private const int MaxImports = 16;

    /// <summary>The number of items at most, and of characters that properties are put into; beyond them nothing more is known.</summary>
    internal const int MaxItems = 10_000, MaxCharacters = 4_000_000;

    /// <summary>The number of items that changes of items look at, at most.</summary>
    internal const int MaxChanges = 2_000_000;

    private const string FolderProperty = "MSBuildThisFileDirectory";

    private readonly ProjectFileReader files;
    private readonly Dictionary<string, ProjectProperty> properties = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<ProjectItem> items = [];
    private readonly HashSet<string> changedByTargets = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> entered = new(StringComparer.Ordinal);
    private string folder = "";
    private int characters;
    private int changes;

    private ProjectEvaluation(ProjectFileReader files, string? framework)
    {
        this.files = files;
        // What 'dotnet publish' builds.
        Fixed = new(StringComparer.OrdinalIgnoreCase) { ["Configuration"] = "Release", ["Platform"] = "AnyCPU" };
        if (framework is not null)
            Fixed["TargetFramework"] = framework;
    }

    private Dictionary<string, string> Fixed { get; }

    /// <summary>The items in the order in which they are written.</summary>
    public IReadOnlyList<ProjectItem> Items => items;

    /// <summary>The names of the SDKs that the project is built by.</summary>
    public List<string> Sdks { get; } = [];

    /// <summary>Whether an import could not be read, so that there may be more properties and items.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Evaluates a project.</summary>
    /// <param name="root">The project.</param>
    /// <param name="files">Reads the files around it.</param>
    /// <param name="framework">The framework that is built for; null for the one that the project names.</param>
    public static ProjectEvaluation Of(ProjectElement root, ProjectFileReader files, string? framework)
    {
        var evaluation = new ProjectEvaluation(files, framework);
        evaluation.AddSdks(root["Sdk"]);
        evaluation.EnterFile(files.FindAbove(ProjectNames.Props));
        evaluation.Take(root, holds: true);
        evaluation.EnterFile(files.FindAbove(ProjectNames.Targets));
        return evaluation;
    }

    /// <summary>A property: missing where nothing sets it, unknown where its value cannot be told.</summary>
    public Field<string> this[string name]
    {
        get
        {
            if (Fixed.TryGetValue(name, out string? value))
                return Field<string>.Known(value);
            if (changedByTargets.Contains(name))
                return Field<string>.Unknown();
            return properties.TryGetValue(name, out ProjectProperty? property)
                ? property.Value is { } known ? Field<string>.Known(ProjectExpansion.Unescape(known.Trim())) : Field<string>.Unknown()
                : IsOpen ? Field<string>.Unknown() : Field<string>.Missing();
        }
    }

    /// <summary>Where a property was set last; null where nothing sets it.</summary>
    public ProjectElement? PlaceOf(string name) => properties.TryGetValue(name, out ProjectProperty? property) ? property.Element : null;

    /// <summary>Whether the project may have more items of a kind than those that are known.</summary>
    public bool HasMore(string kind) => IsOpen || changedByTargets.Contains(kind);

    /// <summary>The properties that only images have and that some file sets, with where.</summary>
    public IEnumerable<(string Name, ProjectElement Element)> ContainerProperties =>
        properties.Where(p => ProjectNames.IsContainerProperty(p.Key) && p.Value.Value != "" && p.Value.Element is not null).Select(p => (p.Key, p.Value.Element!));

    private void AddSdks(string? list)
    {
        foreach (string sdk in (list ?? "").Split(';'))
            if (sdk.Split('/')[0].Trim() is { Length: > 0 } name)
                Sdks.Add(name);
    }

    /// <summary>Takes what stands in an element: a project, a branch of a choice, a group of imports.</summary>
    /// <param name="element">The element.</param>
    /// <param name="holds">Whether it counts; null where that cannot be told.</param>
    private void Take(ProjectElement element, bool? holds)
    {
        foreach (ProjectElement child in element.Children)
        {
            if (holds == false)
                return;
            bool? own = child.Is("Choose") || child.Is("Target") ? true : Evaluate(child["Condition"], null);
            bool? both = own == false ? false : own is null || holds is null ? null : true;
            if (both == false)
                continue;
            switch (child.Name)
            {
                case "PropertyGroup":
                    foreach (ProjectElement property in child.Children)
                        Set(property, both);
                    break;
                case "ItemGroup":
                    foreach (ProjectElement item in child.Children)
                        Add(item, both);
                    break;
                case "ImportGroup":
                    Take(child, both);
                    break;
                case "Import":
                    Import(child, both);
                    break;
                case "Sdk":
                    AddSdks(child["Name"]);
                    break;
                case "Choose":
                    Choose(child, both);
                    break;
                case "Target":
                    NoteTarget(child);
                    break;
            }
        }
    }

    private void Set(ProjectElement property, bool? group)
    {
        bool? own = Evaluate(property["Condition"], property.Name);
        if (own == false || Fixed.ContainsKey(property.Name))
            return;
        bool isSure = own == true && group == true;
        string? value = isSure ? Expand(property.Text.Value, property.Name) : null;
        // Where it may be set to what it has already, it has that.
        if (!isSure && properties.TryGetValue(property.Name, out ProjectProperty? before) && before.Value == property.Text.Value)
            return;
        properties[property.Name] = new ProjectProperty(value, property);
    }

    private void Add(ProjectElement item, bool? group)
    {
        bool? own = ProjectNames.IsItemOfInterest(item.Name) ? Evaluate(item["Condition"], null) : false;
        if (own == false)
            return;
        if (item["Include"] is { } include)
        {
            string? list = own == true && group == true ? Expand(include, null) : null;
            ProjectItem first = WithValue(new ProjectItem(item.Name, null, item), item);
            foreach (string? identity in list is null ? [null] : ProjectExpansion.Split(list).Cast<string?>())
                if (items.Count < MaxItems)
                    items.Add(first with { Identity = identity });
                else
                    IsOpen = true;
        }
        else if ((item["Remove"] ?? item["Update"]) is { } chosen)
        {
            string? list = own == true && group == true ? Expand(chosen, null) : null;
            Change(item, list is null ? null : new HashSet<string>(ProjectExpansion.Split(list), StringComparer.OrdinalIgnoreCase));
        }
    }

    /// <summary>Removes or updates the items that are chosen; all of the kind are no longer known where that cannot be told.</summary>
    private void Change(ProjectElement change, HashSet<string>? chosen)
    {
        changes += items.Count;
        if (changes > MaxChanges)
        {
            IsOpen = true;
            return;
        }
        for (int i = items.Count - 1; i >= 0; i--)
        {
            if (!string.Equals(items[i].Kind, change.Name, StringComparison.OrdinalIgnoreCase))
                continue;
            if (chosen is null)
                items[i] = items[i] with { Identity = null };
            else if (items[i].Identity is not { } identity || !chosen.Contains(identity))
                continue;
            else if (change["Remove"] is not null)
                items.RemoveAt(i);
            else if (change.Metadata("Value") is not null)
                items[i] = WithValue(items[i], change);
        }
    }

    private ProjectItem WithValue(ProjectItem item, ProjectElement element) => element.Metadata("Value") is not { } value
        ? item
        : item with { Value = value, Expanded = Expand(value.Value, null) is { } text ? ProjectExpansion.Unescape(text) : null };

    /// <summary>Takes the first branch that holds; from one on of which that cannot be told, all may.</summary>
    private void Choose(ProjectElement choice, bool? holds)
    {
        foreach (ProjectElement branch in choice.Children)
        {
            bool? own = branch.Is("Otherwise") ? true : Evaluate(branch["Condition"], null);
            if (own == false)
                continue;
            Take(branch, own is null || holds is null ? null : true);
            if (own == true)
                return;
            holds = null;
        }
    }

    private void Import(ProjectElement import, bool? holds)
    {
        // What an SDK brings sets nothing that is asked for here.
        if (import["Sdk"] is { } sdk)
        {
            AddSdks(sdk);
            return;
        }
        if (import["Project"] is not { } project)
            return;
        if (ProjectPaths.Above(project) is { } above)
        {
            string? start = above.Folder is null ? "" : PathOf(above.Folder);
            if (holds is null || start is null)
                IsOpen = true;
            else
                EnterFile(files.FindAbove(above.Name, start.Length == 0 || start.EndsWith("/", StringComparison.Ordinal) ? start : start + "/"));
        }
        else if (holds is null || PathOf(project) is not { } path || !EnterFile(path))
        {
            IsOpen = true;
        }
    }

    /// <summary>Takes a file in. Returns whether it could be read.</summary>
    private bool EnterFile(string? path)
    {
        if (path is null || entered.Contains(path))
            return path is not null;
        if (entered.Count >= MaxImports || files.RootOf(path) is not { } root)
        {
            IsOpen = true;
            return false;
        }
        entered.Add(path);
        string outer = folder;
        folder = path.Substring(0, path.LastIndexOf('/') + 1);
        Take(root, holds: true);
        folder = outer;
        return true;
    }

    /// <summary>The path of an import from the project's folder; null where it cannot be told.</summary>
    private string? PathOf(string text)
    {
        bool isAnchored = text.IndexOf(FolderProperty, StringComparison.OrdinalIgnoreCase) >= 0;
        string? path = ProjectExpansion.Expand(text, n => n.Equals(FolderProperty, StringComparison.OrdinalIgnoreCase) ? folder : ValueOf(n, null));
        return path is null ? null
            : path.Trim().Length == 0 && isAnchored ? ""
            : ProjectFileReader.Relative(isAnchored ? path : folder + path);
    }

    private bool? Evaluate(string? condition, string? assigned) => ProjectCondition.Evaluate(
        condition,
        text => Expand(text, assigned),
        path => PathOf(path) is { } file && file.Length > 0 && !file.StartsWith("../", StringComparison.Ordinal) ? Exists(file) : null);

    private bool? Exists(string file) => files.TextOf(file) is var text && text.IsUnknown ? null : text.IsKnown;

    /// <summary>Puts properties into a text; null where that cannot be told, or more was put in than is looked at.</summary>
    /// <param name="text">The text.</param>
    /// <param name="assigned">The property that is set, which may be asked for before it is; null for none.</param>
    private string? Expand(string text, string? assigned)
    {
        if (characters > MaxCharacters)
            return null;
        string? expanded = ProjectExpansion.Expand(text, n => ValueOf(n, assigned));
        characters += expanded?.Length ?? 0;
        return expanded;
    }

    /// <summary>The value of a property; null where it cannot be told, as of one that the SDK or the machine may set.</summary>
    private string? ValueOf(string name, string? assigned) =>
        Fixed.TryGetValue(name, out string? known) ? known
        : properties.TryGetValue(name, out ProjectProperty? property) ? property.Value
        : !IsOpen && (ProjectNames.IsEmptyUnlessSet(name) || string.Equals(name, assigned, StringComparison.OrdinalIgnoreCase)) ? ""
        : null;

    /// <summary>What a target changes is no longer known: it runs before the image is made, or it does not.</summary>
    private void NoteTarget(ProjectElement target)
    {
        foreach (ProjectElement group in target.Children)
            if (group.Is("PropertyGroup") || group.Is("ItemGroup"))
                foreach (ProjectElement changed in group.Children)
                    changedByTargets.Add(changed.Name);
    }
}
