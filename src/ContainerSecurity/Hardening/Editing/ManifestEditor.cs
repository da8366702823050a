using ContainerSecurity.Documents;
using ContainerSecurity.Documents.Yaml;
using ContainerSecurity.Hardening.Changes;
using ContainerSecurity.Policies;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Hardening.Editing;

/// <summary>
/// Edits manifests and compose files: plans the changes of every object, makes them in the text, and compares what is
/// read then with what was planned.
/// </summary>
internal sealed class ManifestEditor(SourceEdit edit, Hardener hardener)
{
    public void Edit(IReadOnlyList<Resource> resources)
    {
        bool isCompose = resources.Any(r => r is Workload { Platform: Platform.Compose });
        DocumentSet documents = Read(edit.Original, isCompose);
        var editor = new YamlEditor(documents);
        var bySpan = documents.Documents.ToDictionary(d => d.Span);
        var made = documents.Documents.ToDictionary(d => d, _ => new List<PlannedChange>());
        for (int i = 0, count; i < resources.Count; i += count)
        {
            count = 1;
            while (i + count < resources.Count && ReferenceEquals(resources[i + count].Node, resources[i].Node))
                count++;
            ObjectPlan plan = hardener.Plan([.. resources.Skip(i).Take(count)], null);
            edit.Errors.AddRange(plan.Errors);
            edit.Left.AddRange(plan.Left);
            Make(plan, DocumentOf(plan.Root, isCompose ? documents : null, bySpan), editor, made);
        }
        edit.Text = editor.Apply();
        if (edit.Text is not null && Difference(Read(edit.Text, isCompose), documents, made) is { } difference)
            edit.Refuse(difference);
    }

    private void Make(ObjectPlan plan, DocumentNode? document, YamlEditor editor, Dictionary<DocumentNode, List<PlannedChange>> made)
    {
        var refused = new HashSet<PolicyFinding>();
        string[] prefix = DocumentPath.Parse(plan.Root.Path);
        foreach (PlannedChange change in plan.Changes.Changes)
        {
            PlannedChange whole = change.Below(prefix);
            string? obstacle = document is null ? "it is described in another file" : editor.Add(document, whole);
            foreach (PolicyFinding finding in change.Findings)
                if (obstacle is null)
                    edit.Mended.Add(finding);
                else if (refused.Add(finding))
                    edit.Leave(finding, obstacle);
            if (obstacle is null)
                made[document!].Add(whole);
        }
        edit.Notes.AddRange(plan.Notes.Where(n => !refused.Contains(n.Finding)));
    }

    /// <summary>The document of the text that an object stands in; null where it stands in another file.</summary>
    private static DocumentNode? DocumentOf(DocumentNode node, DocumentSet? compose, Dictionary<SourceSpan, DocumentNode> bySpan)
    {
        if (compose is not null && DocumentPath.Parse(node.Path) is var path)
            return compose.Documents.Where(d => DocumentPath.Find(d, path) is MappingNode).ToList() is [var only] ? only : null;
        DocumentNode top = node;
        while (top.Parent is not null)
            top = top.Parent;
        return bySpan.TryGetValue(top.Span, out DocumentNode? document) ? document : null;
    }

    /// <summary>What the result says otherwise than was planned; null for nothing.</summary>
    private static string? Difference(DocumentSet after, DocumentSet before, Dictionary<DocumentNode, List<PlannedChange>> made)
    {
        if (after.Errors.Count > 0)
            return after.Errors[0].Message;
        if (after.Documents.Count != before.Documents.Count)
            return "it holds another number of documents";
        for (int i = 0; i < after.Documents.Count; i++)
            if (!NodeComparison.AreSame(after.Documents[i], ChangedTree.Of(before.Documents[i], made[before.Documents[i]])))
                return $"document {i + 1} differs from what was planned";
        return null;
    }

    private DocumentSet Read(string text, bool isCompose) =>
        new DocumentReader(hardener.Options.Limits) { Use = isCompose ? YamlUse.Compose : YamlUse.Kubernetes }.Read(text, edit.Name);
}
