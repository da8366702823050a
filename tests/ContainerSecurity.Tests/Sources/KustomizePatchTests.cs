using ContainerSecurity.Policies;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Tests.Sources;

public class KustomizePatchTests
{
    private const string Patch = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {template: {spec: {containers: [{name: web, env: [{name: A, value: b}]}]}}}";
    private const string Bad = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {template: {spec: {containers: [{name: web, securityContext: {privileged: true}}]}}}";
    private string folder = "";

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("kustomize").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [TestCase("patches: [{path: p.yaml}]", "p.yaml")]
    [TestCase("patches: [{path: ./p.yaml, target: {kind: Deployment}}]", "p.yaml")]
    [TestCase("patchesStrategicMerge: [p.yaml]", "p.yaml")]
    [TestCase("kind: Component\napiVersion: kustomize.config.k8s.io/v1alpha1\npatches: [{path: deep/er/p.yaml}]", "deep/er/p.yaml")]
    public void Patch_says_nothing_of_what_it_leaves_out_and_that_is_said_once(string kustomization, string path)
    {
        foreach (string name in new[] { "kustomization.yaml", "kustomization.yml", "Kustomization" })
        {
            Write(name, kustomization);
            Write(path, Patch);
            Decision[] decisions = Scan();
            File.Delete(Path.Combine(folder, name));

            Assert.Multiple(() =>
            {
                Assert.That(decisions.SelectMany(d => d.Findings).Select(f => f.Finding.ToString()), Is.Empty, name);
                Assert.That(decisions.SelectMany(d => d.Errors), Is.Empty, name);
                Assert.That(decisions.SelectMany(d => d.Notes).Select(n => n.Message), Has.One.StartsWith("The file is a patch of"), name);
            });
        }
    }

    [TestCase(true)]
    [TestCase(false)]
    public void What_one_root_forbids_another_that_is_searched_in_the_same_run_allows(bool namesFirst)
    {
        Write("kustomization.yaml", "patches: [{path: sub/p.yaml}, {path: sub/q.yaml}]");
        Write("sub/p.yaml", Patch);
        Write("sub/q.yaml", Patch);
        string named = Path.Combine(folder, "sub", "p.yaml");

        SourceSelection found = SourceDiscovery.Find(namesFirst ? [named, folder] : [folder, named]);
        Decision[] decisions = [.. new PolicyEngine().Scan(found.Sources)];

        Assert.That(
            decisions.Where(d => d.Notes.Count > 0).Select(d => Path.GetFileName(d.Source)),
            Is.EqualTo(new[] { "q.yaml" }),
            "A file that is named may be read with what is in its own folder.");
    }

    [TestCase("patches: [{path: p.yaml}]", Bad)]
    [TestCase("patches: [{path: p.yaml, target: {kind: Deployment, name: web}}]",
        "- {op: add, path: /spec/template/spec/containers/0/securityContext/privileged, value: true}")]
    [TestCase("patchesJson6902: [{path: p.yaml, target: {group: apps, version: v1, kind: Deployment, name: web}}]",
        "- {op: replace, path: /spec/template/spec/containers/0/securityContext, value: {privileged: true}}")]
    [TestCase("patches: [{path: p.yaml, target: {labelSelector: a=b}}]",
        "[{op: add, path: /spec/template/spec/containers/-, value: {name: x, securityContext: {privileged: true}}}]")]
    [TestCase("patches: [{path: p.yaml, target: {kind: Deployment}}]",
        "spec: {template: {spec: {containers: [{name: web, securityContext: {privileged: true}}]}}}")]
    public void What_a_patch_says_is_judged(string kustomization, string patch)
    {
        Write("kustomization.yaml", kustomization);
        Write("p.yaml", patch);

        Assert.That(Scan().SelectMany(d => d.Findings).Select(f => f.Finding.Rule.Id), Is.EqualTo(new[] { "CSEC2001" }));
    }

    [TestCase("patches:\n- patch: |-\n    apiVersion: apps/v1\n    kind: Deployment\n    metadata: {name: web}\n    spec: {template: {spec: {hostNetwork: true}}}\n")]
    [TestCase("patchesStrategicMerge:\n- |-\n  apiVersion: apps/v1\n  kind: Deployment\n  metadata: {name: web}\n  spec: {template: {spec: {hostNetwork: true}}}\n")]
    [TestCase("patches:\n- target: {kind: Deployment}\n  patch: |-\n    - op: add\n      path: /spec/template/spec/hostNetwork\n      value: true\n")]
    public void Patch_in_the_kustomization_itself_is_judged(string kustomization)
    {
        Write("kustomization.yaml", kustomization);

        Assert.That(Scan().SelectMany(d => d.Findings).Select(f => f.Finding.Rule.Id), Is.EqualTo(new[] { "CSEC3001" }));
    }

    [TestCase("$patch: delete\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}")]
    [TestCase("apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {template: {spec: {containers: [{name: web, $patch: delete, securityContext: {privileged: true}}]}}}")]
    [TestCase("apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {template: {spec: {securityContext: null, containers: [{name: web, securityContext: null, resources: null}]}}}")]
    [TestCase("- {op: remove, path: /spec/template/spec/securityContext}")]
    public void What_a_patch_deletes_says_nothing(string patch)
    {
        Write("kustomization.yaml", "patches: [{path: p.yaml, target: {kind: Deployment}}]");
        Write("p.yaml", patch);
        Decision[] decisions = Scan();

        Assert.Multiple(() =>
        {
            Assert.That(decisions.SelectMany(d => d.Findings).Select(f => f.Finding.ToString()), Is.Empty);
            Assert.That(decisions.SelectMany(d => d.Errors), Is.Empty);
        });
    }

    [Test]
    public void File_that_is_resource_and_patch_is_a_resource()
    {
        Write("kustomization.yaml", "resources: [p.yaml]\npatches: [{path: p.yaml}]");
        Write("p.yaml", Patch);

        Assert.That(Scan().SelectMany(d => d.Findings), Is.Not.Empty);
    }

    [TestCase("patches: [{path: p.yaml\n")]
    [TestCase("apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\npatches: p.yaml\n")]
    [TestCase("patches:\n- patch: |-\n    spec: [a\n")]
    public void Broken_kustomization_is_an_error_and_leaves_its_neighbours_judged(string kustomization)
    {
        Write("kustomization.yaml", kustomization);
        Write("pod.yaml", "apiVersion: v1\nkind: Pod\nmetadata: {name: x}\nspec: {containers: [{name: a, image: 'registry.example/a:1', securityContext: {privileged: true}}]}");
        Decision[] decisions = Scan();

        Assert.Multiple(() =>
        {
            Assert.That(decisions.SelectMany(d => d.Errors).Select(e => Path.GetFileName(e.File)), Has.Some.EqualTo("kustomization.yaml"));
            Assert.That(decisions.SelectMany(d => d.Findings).Select(f => f.Finding.Rule.Id), Does.Contain("CSEC2001"));
        });
    }

    private void Write(string path, string text)
    {
        string file = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    private Decision[] Scan() =>
        [.. new PolicyEngine(Policy.Create().UseProfile(Profile.All).Build()).Scan(SourceDiscovery.Find([folder]).Sources)];
}
