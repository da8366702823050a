using ContainerSecurity.Compare.Data;
using ContainerSecurity.Compare.Measuring;

namespace ContainerSecurity.Compare;

/// <summary>What every row of a comparison works with.</summary>
internal sealed class Session
{
    public Session(Options options)
    {
        Options = options;
        string artifacts = Path.Combine(options.Repository, "artifacts");
        Tools = new Tools(artifacts, options.IsShort);
        Data = new DataFolder(Path.Combine(artifacts, "compare", "data"), options.Repository);
        Runner = new ProgramRunner(Tools.Yardstick);
    }

    public Options Options { get; }

    public Tools Tools { get; }

    public DataFolder Data { get; }

    private ProgramRunner Runner { get; }

    /// <summary>The file of the peers' folder in the repository.</summary>
    public string Peer(string file) => Path.Combine(Options.Repository, "benchmarks", "peers", file);

    /// <summary>Runs programs by turns, as often as was asked for; what measures itself takes long, and once is enough for a quick look.</summary>
    public Rounds Run(params IReadOnlyList<MeasuredProgram> programs) =>
        Rounds.Run(Runner, Options.IsQuick && programs.Any(p => p.MeasuresItself) ? 1 : Options.Rounds, programs);

    /// <summary>The native tool, which finds something and so ends with 1.</summary>
    public MeasuredProgram Native(string name, params string[] arguments) => new(name, Tools.Native, arguments) { Codes = [0, 1] };

    /// <summary>A script of the peers' folder, run by Node.</summary>
    public MeasuredProgram Node(string name, string script, params string[] arguments) =>
        new(name, Tools.Find("node")!, [Path.Combine(Tools.Peers!, script), .. arguments])
        {
            Processors = Processors.One,
            Folder = Tools.Peers,
            KeepsOutput = true,
        };
}
