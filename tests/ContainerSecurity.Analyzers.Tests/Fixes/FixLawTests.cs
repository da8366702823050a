using System.Globalization;
using ContainerSecurity.Analyzers.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace ContainerSecurity.Analyzers.Tests;

/// <summary>
/// The law of fixes: after each of them, alone and in a batch, the project compiles, the finding is gone, no other one
/// appeared, the comments are there, line ends are what they were, and the same again changes nothing.
/// </summary>
public class FixLawTests
{
    /// <summary>The files of a generated project: with the number of projects below there are a thousand of them.</summary>
    private const int FilesOfAProject = 40;

    private static readonly FixtureFile[] Deployments = FixtureFile.In("Deployments");
    private static readonly FixtureFile[] Rules = FixtureFile.In("Rules");

    /// <summary>All projects with the oldest compiler, some with the others.</summary>
    private static IEnumerable<int> Projects =>
        Enumerable.Range(1, 25).Where(i => i % int.Parse(Code.Metadata("MutationStep"), CultureInfo.InvariantCulture) == 0);

    [Test]
    public async Task Fixes_of_generated_code_obey([ValueSource(nameof(Projects))] int project)
    {
        IEnumerable<int> numbers = Enumerable.Range(project * FilesOfAProject, FilesOfAProject);
        await Verify(await FixableProject.Of(
            numbers.Select(i => ($"File{i}.cs", GeneratedDeployment.Text(i, isProgram: i % FilesOfAProject == 0))), Code.DockerEnhanced));
    }

    [TestCaseSource(nameof(Deployments))]
    public async Task Fixes_of_a_fixture_obey(object file)
    {
        var fixture = (FixtureFile)file;
        FixableProject project = await FixableProject.Of(
            [(fixture.Name, fixture.Text), .. FixtureFile.In("Stubs").Select(s => ("Stub" + s.Name, s.Text))],
            fixture.Text.Contains("Docker.DotNet 3", StringComparison.Ordinal) ? Code.Docker : Code.DockerEnhanced);
        await Verify(project);
    }

    [TestCaseSource(nameof(Rules))]
    public async Task Fixes_of_the_rules_own_lines_obey(object file)
    {
        const string Usings = "using Docker.DotNet; using Docker.DotNet.Models; using DotNet.Testcontainers.Builders; using k8s.Models;";
        (string, string)[] lines = [.. ((FixtureFile)file).Text.Split('\n').Select((line, i) => (Line: line, Number: i))
            .Where(l => l.Line.StartsWith("bad ", StringComparison.Ordinal))
            .Select(l => ($"Line{l.Number}.cs", $"{Usings} class Line{l.Number} {{ object M(string text, bool yes, int number) => {l.Line[4..].Trim()}; }}"))];
        FixableProject project = await FixableProject.Of([.. lines, .. FixtureFile.In("Stubs").Select(s => ("Stub" + s.Name, s.Text))], Code.DockerEnhanced);
        await Verify(project);
    }

    private static async Task Verify(FixableProject project)
    {
        Assert.That(project.Errors, Is.Empty, "The code under test compiles.");
        var broken = new List<string>();
        Dictionary<DocumentId, IReadOnlyList<FixableProject.Offer>> offers = [];
        foreach (Document document in project.Project.Documents)
            offers[document.Id] = await project.OffersFor(document, broken);
        // One finding of a kind in a file stands for the others: the batches fix all of them.
        var kinds = offers.ToDictionary(o => o.Key, o => o.Value.DistinctBy(KindOf).ToArray());
        for (int round = 0; round < kinds.Values.Max(o => o.Length); round++)
            await VerifyAlone(project, kinds.Where(o => o.Value.Length > round).ToDictionary(o => o.Key, o => o.Value[round]), broken);
        foreach (var batch in offers.Values.SelectMany(o => o).GroupBy(KindOf))
            await VerifyBatches(project, batch.First(), offers, broken);
        Assert.That(broken, Is.Empty, string.Join('\n', broken.Take(100)));
    }

    /// <summary>Applies one fix to each of many files, which do not know each other.</summary>
    private static async Task VerifyAlone(FixableProject project, Dictionary<DocumentId, FixableProject.Offer> offers, List<string> broken)
    {
        var texts = new Dictionary<string, SourceText>(StringComparer.Ordinal);
        foreach ((DocumentId id, FixableProject.Offer offer) in offers)
            texts[project.Project.GetDocument(id)!.Name] = await FixableProject.Apply(project.Project.GetDocument(id)!, offer.Action);
        FixableProject after = await FixableProject.Judge(project.Project, texts);
        broken.AddRange(after.Errors);
        foreach ((DocumentId id, FixableProject.Offer offer) in offers)
            await Compare(project, after, texts[project.Project.GetDocument(id)!.Name], id, [offer], $"{offer.Action.Title} alone", broken);
    }

    /// <summary>Fixes all of a kind in each scope that the fix has; what two scopes do alike is judged once.</summary>
    private static async Task VerifyBatches(
        FixableProject project, FixableProject.Offer kind, Dictionary<DocumentId, IReadOnlyList<FixableProject.Offer>> offers, List<string> broken)
    {
        FixableProject.Offer[] OffersOf(DocumentId id) => [.. offers[id].Where(o => KindOf(o) == KindOf(kind))];
        DocumentId[] all = [.. offers.Keys.Where(id => OffersOf(id).Length > 0)];
        Document first = project.Project.GetDocument(all[0])!;
        FixableProject? whole = null;
        foreach (FixAllScope scope in kind.Fix.GetFixAllProvider()?.GetSupportedFixAllScopes() ?? [])
        {
            string what = $"{kind.Action.Title} in {scope}";
            DocumentId[] files = scope == FixAllScope.Document ? [first.Id] : all;
            try
            {
                Project changed = await project.FixAll(kind, first, scope);
                if (whole is null || scope == FixAllScope.Document || await ChangedFile(whole.Project, changed, files) is not null)
                {
                    whole = await FixableProject.Judge(changed, files);
                    broken.AddRange(whole.Errors);
                    foreach (DocumentId id in files)
                        await Compare(project, whole, await changed.GetDocument(id)!.GetTextAsync(), id, OffersOf(id), what, broken);
                }
                Project again = await whole.FixAll(kind, whole.Project.GetDocument(first.Id)!, scope);
                if (await ChangedFile(whole.Project, again, files) is { } file)
                    broken.Add($"{what}, {kind.Finding.Id} in {file}: the same again changes it");
            }
            catch (Exception exception)
            {
                broken.Add($"{what} of {kind.Finding.Id} throws {exception}");
            }
        }
    }

    private static async Task<string?> ChangedFile(Project one, Project other, DocumentId[] files)
    {
        foreach (DocumentId id in files)
            if (one.GetDocument(id) is not { } document || !(await document.GetTextAsync()).ContentEquals(await other.GetDocument(id)!.GetTextAsync()))
                return other.GetDocument(id)!.Name;
        return null;
    }

    private static (CodeFixProvider Fix, string? Key, string Rule) KindOf(FixableProject.Offer offer) =>
        (offer.Fix, offer.Action.EquivalenceKey, offer.Finding.Id);

    private static async Task Compare(
        FixableProject before,
        FixableProject after,
        SourceText text,
        DocumentId id,
        FixableProject.Offer[] taken,
        string what,
        List<string> broken)
    {
        string rule = taken[0].Finding.Id;
        Document document = before.Project.GetDocument(id)!;
        string name = document.Name;
        Dictionary<string, int> old = RulesIn(before.Findings[name]), now = RulesIn(after.Findings[name]);
        // What an object lacks is one diagnostic: the fix writes what it can of the list.
        string[] told = [.. taken.SelectMany(o => ToldRules.Of(o.Finding)).Distinct()];
        string place = $"{what}, {rule} in {name}";
        foreach ((string found, int count) in now)
        {
            int allowed = old.GetValueOrDefault(found) - (found == rule && told.Length == 1 ? taken.Length : 0);
            if (count > allowed && !IsPlaceholder(taken[0].Fix, found))
                broken.Add($"{place}: {found} is told {count} times, not {allowed}");
        }
        if (told.Length > 1 && told.Sum(r => now.GetValueOrDefault(r)) > told.Sum(r => old.GetValueOrDefault(r)) - taken.Length)
            broken.Add($"{place}: nothing of the list is gone");
        SourceText was = await document.GetTextAsync();
        if (CommentsOf(was).Except(CommentsOf(text)).FirstOrDefault() is { } comment)
            broken.Add($"{place}: the comment '{comment}' is gone");
        if (IsOfWindows(was) && !IsOfWindows(text))
            broken.Add($"{place}: line ends are mixed");
        if (was.ToString().Contains("\n\t") && text.Lines.Any(l => l.ToString().StartsWith(' ') && !was.ToString().Contains(l.ToString())))
            broken.Add($"{place}: a line begins with blanks and the others with tabs");
        if (broken.Count is > 0 and < 3 && broken[^1].StartsWith(place, StringComparison.Ordinal))
            broken[^1] += $"\n{text}";
    }

    private static Dictionary<string, int> RulesIn(IEnumerable<Diagnostic> findings) =>
        findings.SelectMany(ToldRules.Of).CountBy(r => r).ToDictionary(StringComparer.Ordinal);

    /// <summary>A version that somebody has to fill in is told until that has happened.</summary>
    private static bool IsPlaceholder(CodeFixProvider fix, string found) => fix is PinImageFix && found == "CSEC1008";

    private static List<string> CommentsOf(SourceText text) =>
        [.. CSharpSyntaxTree.ParseText(text).GetRoot().DescendantTrivia().Where(t => t.ToString().StartsWith('/')).Select(t => t.ToString())];

    private static bool IsOfWindows(SourceText text)
    {
        string all = text.ToString();
        return all.Contains("\r\n") && !all.Replace("\r\n", "").Contains('\n');
    }
}
