using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Compose;

namespace ContainerSecurity.Tests.Resources.Compose;

/// <summary>Compose projects as workloads: forms, variables, merging, extending, including.</summary>
public class ComposeReaderTests
{
    [Test]
    public void Service_is_a_workload_of_one_container_at_its_place()
    {
        Workload web = Services("services:\n  web:\n    image: web:1\n    privileged: true\n").Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(web.Identity.ToString(), Is.EqualTo("Service web"));
            Assert.That(web.Platform, Is.EqualTo(Platform.Compose));
            Assert.That(web.Location!.Span.Line, Is.EqualTo(2));
            Assert.That(
                web.Containers.Single().Privileged.Location,
                Is.EqualTo(new DocumentLocation(web.Node.File, new SourceSpan(4, 5, 4, 21), "services.web.privileged")));
        }
    }

    [TestCase("privileged: 'true'")]
    [TestCase("privileged: yes")]
    [TestCase("privileged: ${P:-true}")]
    public void Booleans_may_be_quoted_or_filled_in(string field) => Assert.That(Web(field).Containers[0].Privileged.Is(true));

    [TestCase("privileged: ${P}")]
    [TestCase("privileged: ${P:?must be set}")]
    [TestCase("privileged: ${P:+true}")]
    public void Value_of_a_variable_that_nobody_sets_is_unknown(string field) => Assert.That(Web(field).Containers[0].Privileged.IsUnknown);

    [Test]
    public void Variables_come_from_the_file_beside_it() =>
        Assert.That(Web("user: ${WHO}", (".env", "# who\nZERO=0\nexport WHO=\"1${ZERO}00\" # a user\n")).Containers[0].Security.RunAsUser.Is(1000));

    [Test]
    public void Credentials_of_the_file_beside_it_are_not_taken() =>
        Assert.That(Web(
            "environment: {DB_PASSWORD: '${DB_PASSWORD}'}",
            (".env", "DB_PASSWORD" + "=made-up-for-this")).Containers[0].Environment[0].Value.IsUnknown);

    [TestCase("volumes: ['/etc:/host:ro']", "/etc", true)]
    [TestCase("volumes: [{type: bind, source: /etc, target: /host}]", "/etc", false)]
    [TestCase("volumes: ['${DIR:-/etc}:/host']", "/etc", false)]
    [TestCase("devices: ['/dev/fuse:/dev/fuse:rwm']", "/dev/fuse", null)]
    [TestCase("devices: [{source: /dev/fuse}]", "/dev/fuse", null)]
    [TestCase("volumes: ['$HOME/.ssh:/host']", "~/.ssh", false)]
    [TestCase("volumes: ['${HOME}:/host']", "~", false)]
    public void Folder_of_the_host_is_a_host_path(string fields, string path, bool? readOnly)
    {
        Workload web = Web(fields);

        Assert.That(web.Volumes.Single().HostPath.Is(path));
        Assert.That(web.Containers[0].Mounts.SingleOrDefault()?.ReadOnly.Or(false), Is.EqualTo(readOnly));
    }

    [Test]
    public void Named_volume_may_be_a_folder_of_the_host_in_disguise()
    {
        Workload web = Services("services: {web: {image: a, volumes: ['data:/data']}}\nvolumes: {data: {driver_opts: {type: none, o: 'ro,bind', device: /}}}\n")
            .Single();

        Assert.That(web.Volumes[0].HostPath.Is("/"));
        Assert.That(web.Volumes[0].HostPath.Location!.Path, Is.EqualTo("volumes.data.driver_opts.device"));
    }

    [TestCase("ports: ['8080:80']", 80L, 8080L)]
    [TestCase("ports: ['127.0.0.1:8080:80']", 80L, null)]
    [TestCase("ports: ['[::1]:8080:80']", 80L, null)]
    [TestCase("ports: ['0.0.0.0:8080:80/udp']", 80L, 8080L)]
    [TestCase("ports: ['${PORT}:80']", 80L, null)]
    [TestCase("ports: ['${PORT:-8080}:80']", 80L, 8080L)]
    [TestCase("ports: [{target: 80, published: '8080-8090'}]", 80L, 8080L)]
    [TestCase("ports: [{target: 80, published: 8080, host_ip: 10.0.0.1}]", 80L, null)]
    [TestCase("expose: ['80']", 80L, null)]
    public void Ports_are_read_in_all_forms(string fields, long port, long? host)
    {
        ContainerPort found = Web(fields).Containers[0].Ports.Single();

        Assert.That(found.Port.Value, Is.EqualTo(port));
        Assert.That(found.HostPort.IsKnown ? found.HostPort.Value : (long?)null, Is.EqualTo(host));
    }

    [TestCase("mem_limit: 512m", "536870912", null)]
    [TestCase("deploy: {resources: {limits: {memory: 1gb, cpus: '0.5'}}}", "1073741824", "0.5")]
    [TestCase("cpus: 2", null, "2")]
    [TestCase("mem_limit: ${MEM}", "unknown", null)]
    public void Limits_are_read_in_all_forms(string fields, string? memory, string? cpu)
    {
        Container web = Web(fields).Containers[0];

        Assert.That(Shown(web.Limits["memory"]), Is.EqualTo(memory));
        Assert.That(Shown(web.Limits["cpu"]), Is.EqualTo(cpu));
    }

    [TestCase("environment: {A: '1', B: ''}", "A=1 B=")]
    [TestCase("environment: [A=1, B]", "A=1 B?")]
    [TestCase("environment: {A: '1'}\nenv_file: [a.env]", "A=1 C=3")]
    [TestCase("env_file: [{path: a.env, required: false}, {path: none.env, required: false}]", "A=2 C=3")]
    public void Variables_are_those_of_the_service_and_its_files(string fields, string variables) =>
        Assert.That(
            string.Join(
                ' ',
                Web(fields, ("a.env", "A=2\nC=3\n")).Containers[0].Environment.Select(v => $"{v.Name}{(v.Value.IsKnown ? "=" + v.Value : "?")}")),
            Is.EqualTo(variables));

    [TestCase("network_mode: host")]
    [TestCase("networks: [outside]")]
    public void Network_of_the_host_is_seen_also_by_its_name(string fields) =>
        Assert.That(Services(
            $"services: {{web: {{image: a, {fields}}}}}\nnetworks: {{outside: {{name: host, external: true}}}}\n").Single().HostNetwork.Is(true));

    [TestCase("command: [sh, -c, a b]", "sh|-c|a b")]
    [TestCase("command: sh  -c a", "sh|-c|a")]
    [TestCase("command: ''", "")]
    public void Command_is_a_list_or_a_line(string field, string words) =>
        Assert.That(string.Join('|', Web(field).Containers[0].Arguments.Items.Select(w => w.Value)), Is.EqualTo(words));

    [Test]
    public void Later_file_is_laid_over_the_earlier_one()
    {
        Workload web = Merge(
            "services: {web: {image: a, cap_add: [NET_ADMIN], ports: ['1:1'], environment: {A: '1', B: '2'}, volumes: ['a:/x'], command: [x]}}",
            "services: {web: {image: b, cap_add: [SYS_TIME], ports: ['2:2'], environment: [A=3], volumes: ['/b:/x'], command: [y]}}").Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(web.Containers[0].Image.Value, Is.EqualTo("b"));
            Assert.That(web.Containers[0].Image.Location!.File.Path, Is.EqualTo("part1.yml"));
            Assert.That(web.Containers[0].CapabilitiesAdd.Items.Select(c => c.Value), Is.EqualTo(new[] { "NET_ADMIN", "SYS_TIME" }));
            Assert.That(web.Containers[0].Ports.Select(p => p.Port.Value), Is.EqualTo(new[] { 1L, 2L }));
            Assert.That(web.Containers[0].Environment.Select(v => $"{v.Name}={v.Value}"), Is.EquivalentTo(new[] { "A=3", "B=2" }));
            Assert.That(web.Volumes.Single().HostPath.Value, Is.EqualTo("/b"));
            Assert.That(web.Containers[0].Arguments.Items.Single().Value, Is.EqualTo("y"));
        }
    }

    [TestCase("cap_add: !reset []", "")]
    [TestCase("cap_add: !override [SYS_TIME]", "SYS_TIME")]
    [TestCase("cap_add: [SYS_TIME]", "NET_ADMIN SYS_TIME")]
    public void Tags_say_what_of_the_earlier_file_counts(string field, string capabilities) =>
        Assert.That(
            string.Join(
                ' ',
                Merge("services: {web: {image: a, cap_add: [NET_ADMIN]}}", $"services:\n  web:\n    {field}\n")
                    .Single().Containers[0].CapabilitiesAdd.Items
                    .Select(c => c.Value)),
            Is.EqualTo(capabilities));

    [Test]
    public void Service_is_laid_over_the_one_it_extends()
    {
        Workload web = Services(
            "services: {web: {extends: {file: sub/base.yml, service: base}, cap_drop: [ALL]}}",
            ("sub/base.yml", "services: {base: {extends: deep, user: '1000'}, deep: {image: a, privileged: true}}")).Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(web.Containers[0].Privileged.Is(true));
            Assert.That(web.Containers[0].Privileged.Location!.File.Path, Is.EqualTo("sub/base.yml"));
            Assert.That(web.Containers[0].Security.RunAsUser.Is(1000));
            Assert.That(web.Containers[0].CapabilitiesDrop.Contains("ALL"));
        }
    }

    [TestCase("{file: gone.yml, service: base}", "cannot be read here")]
    [TestCase("{file: 'https://example.com/a.yml', service: base}", "Nothing is fetched")]
    [TestCase("{service: gone}", "not found")]
    [TestCase("web", "Circular reference")]
    [TestCase("{file: '${FILE}', service: base}", "a variable has no value")]
    public void What_cannot_be_extended_is_said_and_unknown(string extends, string words)
    {
        var errors = new List<DocumentError>();
        Workload web = Read([$"services: {{web: {{image: a, extends: {extends}}}}}"], errors).OfType<Workload>().Single();

        Assert.That(errors.Select(e => e.Message), Has.One.Contains(words));
        Assert.That(web.Containers[0].Privileged.IsUnknown);
    }

    [TestCase("include: [sub/more.yml]")]
    [TestCase("include: [{path: [sub/more.yml], env_file: sub/more.env}]")]
    public void Included_services_are_services_of_the_project(string include)
    {
        IReadOnlyList<Workload> services = Services(
            $"{include}\nservices: {{web: {{image: a}}}}",
            ("sub/more.yml", "services: {db: {image: 'db:${TAG}'}}"),
            ("sub/.env", "TAG=7"),
            ("sub/more.env", "TAG=7"));

        Assert.That(services.Select(s => s.Containers[0].Image.Value), Is.EquivalentTo(new[] { "a", "db:7" }));
    }

    [TestCase("include: [gone.yml]", "cannot be read here")]
    [TestCase("include: ['oci://registry.example/app']", "Nothing is fetched")]
    [TestCase("include: [loop.yml]", "include cycle detected")]
    public void What_cannot_be_included_is_said(string include, string words)
    {
        var errors = new List<DocumentError>();
        Read([include + "\nservices: {web: {image: a}}"], errors, ("loop.yml", "include: [loop.yml]"));

        Assert.That(errors.Select(e => e.Message), Has.One.Contains(words));
    }

    [Test]
    public void Anchors_merge_keys_and_extension_fields_count() =>
        Assert.That(Services("x-base: &base {privileged: true}\nservices:\n  web:\n    <<: *base\n    image: a\n    x-note: b\n")
            .Single().Containers[0].Privileged
            .Is(true));

    [Test]
    public void Deeply_extended_services_end()
    {
        string services = string.Join(", ", Enumerable.Range(0, 100).Select(i => $"s{i}: {{extends: s{i + 1}}}"));
        var errors = new List<DocumentError>();

        Read([$"services: {{{services}, s100: {{image: a}}}}"], errors);

        Assert.That(errors, Is.Not.Empty);
    }

    [TestCase("")]
    [TestCase("[]")]
    [TestCase("services: [")]
    [TestCase("services: {web: 1}")]
    [TestCase("services: {web: {volumes: [[]], ports: [{}], environment: [[]], build: [], healthcheck: 1, networks: 1, extends: [], devices: 1}}")]
    [TestCase("include: [[], {}, 1]\nservices: {}")]
    public void Bad_files_are_errors_and_no_faults(string text)
    {
        var errors = new List<DocumentError>();
        Read([text], errors);

        Assert.That(errors, Is.Not.Empty);
    }

    [Test]
    public void Files_that_include_each_other_many_times_cost_bounded_work()
    {
        var errors = new List<DocumentError>();
        string[] include = [.. Enumerable.Range(0, 12).Select(i => $"i{i}.yml")];
        (string, string)[] files = [.. include.Select((f, i) =>
            (f, $"include: [{string.Join(", ", include.Skip(i + 1).Concat(include.Skip(i + 1)))}]\nservices: {{s{i}: {{image: a}}}}"))];

        Read(["include: [i0.yml]\nservices: {web: {image: a}}"], errors, files);

        Assert.That(errors.Select(e => e.Message), Has.Some.Contains("reads more than 500 files"));
    }

    [Test]
    public void Variables_that_double_each_other_stay_bounded()
    {
        string bomb = "A0=" + new string('x', 1000) + "\n" + string.Concat(Enumerable.Range(1, 40).Select(i => $"A{i}=$A{i - 1}$A{i - 1}\n"));

        Assert.That(Services("services: {web: {image: '$A40'}}", (".env", bomb)).Single().Containers[0].Image.Or("").Length, Is.LessThan(20_000_000));
    }

    [TestCase("services: {web: {image: a, ports: [", "'8000:1-65535', ", "]}}")]
    [TestCase("services: {web: {image: a, environment: [", "A=b, ", "]}}")]
    [TestCase("", "services: {web: {image: a}}\n---\n", "")]
    public void Long_files_cost_in_proportion_to_their_length(string before, string item, string after) => Assert.That(
        Growth.WhenDoubled(2500, size => Read([before + string.Concat(Enumerable.Repeat(item, size)) + after], [])), Is.LessThan(2.8));

    private static string? Shown(Field<Quantity> amount) => amount.IsUnknown ? "unknown" : amount.IsKnown ? amount.Value.ToString() : null;

    private static Workload Web(string fields, params (string Path, string Text)[] files) =>
        Services("services:\n  web:\n    image: web:1\n" + string.Concat(fields.Split('\n').Select(f => $"    {f}\n")), files).Single();

    private static Workload[] Services(string text, params (string Path, string Text)[] files) => Checked([text], files);

    private static Workload[] Merge(params string[] texts) => Checked(texts);

    private static Workload[] Checked(string[] texts, params (string Path, string Text)[] files)
    {
        var errors = new List<DocumentError>();
        IReadOnlyList<Resource> resources = Read(texts, errors, files);
        Assert.That(errors, Is.Empty);
        return [.. resources.OfType<Workload>()];
    }

    private static IReadOnlyList<Resource> Read(string[] texts, List<DocumentError> errors, params (string Path, string Text)[] files) =>
        ComposeReader.Read(
            [.. texts.Select((t, i) => new SourceFile($"part{i}.yml", t))],
            errors,
            path => Array.Find(files, f => f.Path == path).Text is { } text
                ? Field<string>.Known(text)
                : Field<string>.Missing());
}
