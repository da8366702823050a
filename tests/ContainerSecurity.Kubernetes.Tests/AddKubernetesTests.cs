using ContainerSecurity.Access;
using ContainerSecurity.DependencyInjection;
using ContainerSecurity.Kubernetes.Tests.Fakes;
using ContainerSecurity.Policies;
using k8s;
using k8s.Exceptions;
using Microsoft.Extensions.DependencyInjection;

namespace ContainerSecurity.Kubernetes.Tests;

public class AddKubernetesTests
{
    private const string Pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: default}\nspec: {hostNetwork: true, containers: [{name: app, image: 'registry.example/web:1.0'}]}";

    [Test]
    public async Task Scanner_judges_by_the_policy_of_the_services()
    {
        await using FakeCluster cluster = await FakeCluster.StartAsync();
        cluster.Apply(Pod);
        using ServiceProvider services = Build(cluster, s =>
        {
            s.AddContainerSecurity(o => o.Profile = Profile.None).AddKubernetes();
            s.AddContainerSecurity("strict", o => o.Profile = Profile.Baseline).AddKubernetes();
        });

        Assert.Multiple(async () =>
        {
            Assert.That(await FindingsAsync(services.GetRequiredService<ClusterScanner>()), Is.Empty);
            Assert.That(await FindingsAsync(services.GetRequiredKeyedService<ClusterScanner>("strict")), Is.EqualTo(new[] { "host-network" }));
        });
    }

    [Test]
    public async Task Access_is_read_from_the_cluster_where_nothing_else_says_who_may_do_what()
    {
        await using FakeCluster cluster = await FakeCluster.StartAsync();
        cluster.Apply("apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: all}\nrules: [{apiGroups: ['*'], resources: ['*'], verbs: ['*']}]");
        cluster.Apply("apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata: {name: all}\nroleRef: {kind: ClusterRole, name: all}\nsubjects: [{kind: User, name: ann}]");
        string file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}");
        using ServiceProvider services = Build(cluster, s =>
        {
            s.AddContainerSecurity().AddKubernetes();
            s.AddContainerSecurity("planned", _ => { }).AddRbac(o => o.Files.Add(file)).AddKubernetes();
            s.AddContainerSecurity("turned", _ => { }).AddKubernetes().AddRbac(o => o.Files.Add(file));
        });
        var request = new RbacRequest { User = RbacUser.Named("ann"), Verb = "get", Resource = "pods" };

        Assert.Multiple(async () =>
        {
            Assert.That((await services.GetRequiredService<IRbacReader>().ReadAsync()).Can(request).IsAllowed, Is.True);
            Assert.That((await services.GetRequiredService<IRbacReader>().ReadPathsAsync()).Authorizer.Can(request).IsAllowed, Is.True);
            Assert.That((await services.GetRequiredKeyedService<IRbacReader>("planned").ReadAsync()).Can(request).IsAllowed, Is.False);
            Assert.That((await services.GetRequiredKeyedService<IRbacReader>("turned").ReadAsync()).Can(request).IsAllowed, Is.False);
            Assert.That((await services.GetRequiredKeyedService<ClusterAccessReader>("planned").ReadAsync()).Can(request).IsAllowed, Is.True);
        });
        File.Delete(file);
    }

    [Test]
    public void Configuration_that_names_no_cluster_falls_back_to_none() => Assert.Multiple(() =>
    {
        Assert.That(() => ClusterConfiguration.Find("/no/such/config"), Throws.InstanceOf<IOException>().Or.InstanceOf<KubeConfigException>());
        Assert.That(() => ClusterConfiguration.Find(Kubeconfig(), "other"), Throws.InstanceOf<KubeConfigException>());
        Assert.That(ClusterConfiguration.Find(Kubeconfig()).Host, Is.EqualTo("https://cluster.example"));
    });

    private static string Kubeconfig()
    {
        string path = Path.Combine(Path.GetTempPath(), $"kubeconfig-{Guid.NewGuid():n}");
        File.WriteAllText(path, "apiVersion: v1\nkind: Config\ncurrent-context: main\nclusters: [{name: c, cluster: {server: 'https://cluster.example'}}]\nusers: [{name: u, user: {token: t}}]\ncontexts: [{name: main, context: {cluster: c, user: u}}]\n");
        return path;
    }

    private static async Task<string[]> FindingsAsync(ClusterScanner scanner)
    {
        var found = new List<string>();
        await foreach (Decision decision in scanner.ScanAsync())
            found.AddRange(decision.Findings.Select(f => f.Finding.Rule.Slug));
        return [.. found];
    }

    private static ServiceProvider Build(FakeCluster cluster, Action<IServiceCollection> add)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IKubernetes>(_ => cluster.NewClient());
        add(services);
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
    }
}
