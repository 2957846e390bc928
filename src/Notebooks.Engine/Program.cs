using Notebooks.Engine.Protocol;

SessionServer.Run();
